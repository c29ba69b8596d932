"""A topology spread constraint on a DaemonSet, which spreads nothing: every node gets its pod anyway."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.topology_spread import constraints, why_blocking
from dslint.traps.support.workload import Workload, problem

CODE = "DS509"
LOOKS_AT = frozenset({"topologySpreadConstraints"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for constraint, path in constraints(workload, release):
        if why_blocking(constraint, workload, release) is None:
            message = f"spreads nothing over {constraint.topology_key}: each pod of a DaemonSet is made for one node"
            yield problem(CODE, message, path)
