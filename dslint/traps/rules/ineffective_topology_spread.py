"""A topology spread constraint of a DaemonSet that has no effect: every eligible node gets a pod anyway."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.topology_spread import blocking_reason, constraints
from dslint.traps.support.workload import Workload, problem

CODE = "DS509"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for constraint, path in constraints(workload, release):
        if blocking_reason(constraint, workload, release) is None:
            message = (
                f"spreading over {constraint.topology_key} has no effect: each DaemonSet pod is created for one node"
            )
            # Nodes without the label of the topology get no pod where the constraint is enforced.
            safe = constraint.when_unsatisfiable != "DoNotSchedule"
            fix = Fix.removing("remove the constraint", workload.alone(path), safe=safe)
            yield problem(CODE, message, path, fix=fix)
