"""A term of the required node affinity that no node can match, beside terms that can."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem, Related
from dslint.kubernetes.release import Release
from dslint.traps.support.node_selection import required_terms
from dslint.traps.support.node_terms import impossible_terms
from dslint.traps.support.workload import Workload, problem

CODE = "DS505"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    found = impossible_terms(workload)
    if len(found) == len(required_terms(workload)):
        return
    for impossible in found:
        related = tuple(Related("together with this", path) for path in impossible.others)
        yield problem(CODE, impossible.reason, impossible.path, related=related)
