"""tolerationSeconds on a DaemonSet: the pod is evicted when they have passed, and recreated at once.

Kubernetes: the taint eviction controller counts seconds, the DaemonSet controller does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.rules.redundant_default_toleration import is_automatic
from dslint.traps.support.workload import Workload, problem

CODE = "DS514"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset:
        return
    for position, toleration in enumerate(workload.tolerations):
        if toleration.seconds is not None and not is_automatic(toleration, workload, release):
            message = (
                f"tolerates {toleration.key or 'every taint'} for {toleration.seconds} s: then the pod is evicted and "
                "recreated, again and again while the taint remains"
            )
            yield problem(CODE, message, workload.at("tolerations", position, "tolerationSeconds"))
