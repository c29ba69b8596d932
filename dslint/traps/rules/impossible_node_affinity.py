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
    impossible = impossible_terms(workload)
    if not impossible or len(impossible) < len(required_terms(workload)):
        return
    first, *others = impossible
    related = [Related("together with this", path) for path in first.others]
    related += [Related(f"this term cannot match either: {other.reason}", other.path) for other in others]
    yield problem(CODE, first.reason, first.path, related=tuple(related))
