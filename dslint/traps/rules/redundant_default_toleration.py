"""A toleration that the DaemonSet controller adds to every pod anyway."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.daemon_tolerations import daemon_tolerations
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Toleration
from dslint.traps.support.workload import Workload, problem

CODE = "DS512"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for position, toleration in enumerate(workload.tolerations):
        if toleration.seconds is None and is_automatic(toleration, workload, release):
            message = (
                f"every DaemonSet pod tolerates {toleration.key}:{toleration.effect} by default; this has no effect"
            )
            path = workload.at("tolerations", position)
            yield problem(CODE, message, path, fix=Fix.removing("remove the toleration", path))


def is_automatic(toleration: Toleration, workload: Workload, release: Release) -> bool:
    """Whether the controller adds the same toleration, tolerationSeconds aside."""
    if not workload.daemonset or toleration.operator != "Exists" or toleration.value:
        return False
    own = daemon_tolerations(release, host_network=workload.host_network)
    return (toleration.key, toleration.effect) in own
