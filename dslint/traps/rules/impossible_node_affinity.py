"""A required node affinity that no node can match: no pod is ever created."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem, Related
from dslint.kubernetes.release import Release
from dslint.traps.support.node_selection import required_terms
from dslint.traps.support.node_terms import impossible_terms
from dslint.traps.support.workload import Workload, problem

CODE = "DS504"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    dead = impossible_terms(workload)
    if not dead or len(dead) < len(required_terms(workload)):
        return
    first, *others = dead
    related = [Related("together with this", path) for path in first.others]
    related += [Related(f"this term cannot match either: {other.why}", other.path) for other in others]
    yield problem(CODE, first.why, first.path, related=tuple(related))
