"""Preferred affinity of a DaemonSet: each of its pods is created for one node, so there is no choice."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import PREFERRED, Workload, problem

CODE = "DS511"
KINDS = ("nodeAffinity", "podAffinity", "podAntiAffinity")


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset:
        return
    for kind in KINDS:
        if map_of(workload.affinity, kind).get(PREFERRED):
            message = f"preferred {kind} has no effect: each DaemonSet pod is created for one node"
            path = workload.at("affinity", kind, PREFERRED)
            # A preference for pods also counts for other pods that come to its node.
            fix = Fix.removing("remove the preference", workload.alone(path), safe=kind == "nodeAffinity")
            yield problem(CODE, message, path, "key", fix=fix)
