"""A topology spread constraint that keeps DaemonSet pods off the nodes that they are created for."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.topology_spread import blocking_reason, constraints
from dslint.traps.support.workload import Workload, problem

CODE = "DS510"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for constraint, path in constraints(workload, release):
        reason = blocking_reason(constraint, workload, release)
        if reason is not None:
            fix = Fix.removing("remove the constraint", workload.alone(path), safe=False)
            yield problem(CODE, f"each DaemonSet pod is created for one node: {reason}", path, fix=fix)
