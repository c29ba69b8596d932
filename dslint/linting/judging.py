"""What the rooms say of one object under one Kubernetes version, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.findings import Path, Problem
from dslint.kubernetes.release import Release
from dslint.linting.policies import of_object
from dslint.linting.subjects import Subject
from dslint.policy.pod_security import Labels, pod_security
from dslint.policy.policies import Policies, built_in
from dslint.schema.decode import decode
from dslint.schema.messages import STRICT_FIELDS
from dslint.schema.values import CODES, value_errors
from dslint.source import faults
from dslint.source.faults import Fault
from dslint.traps import traps
from dslint.validation import errors, unread, warnings

_OF_WHAT_IS_ABSENT = frozenset({CODES["Required"], "DS231", "DS232"})
"""Required values, and selectors that are empty or match nothing: what they miss may be there and unreadable."""


def judge(
    subject: Subject,
    release: Release,
    baseline: Mapping[str, Any] | None = None,
    policies: Policies | None = None,
    namespaces: Labels | None = None,
) -> Iterator[Problem]:
    """All problems of a subject but those of its text; `baseline` is the object that it updates.

    `policies` are dslint's own unless told, `namespaces` the labels of those given beside it.
    """
    if subject.problem is not None:
        yield subject.problem
        return
    decoded = decode(subject.value, release)
    value = defaulted(decoded.value, release)
    stored = defaulted(decode(dict(baseline), release).value, release) if baseline is not None else None
    passed_over = unread(value, release, baseline=stored)
    found = [problem for problem in value_errors(value, release) if not _stands_in(problem.path, passed_over)]
    found[:0] = decoded.problems
    found.extend(errors(value, release, baseline=stored, faults=found))
    refused = frozenset(problem.path for problem in found)
    found.extend(
        problem for problem in warnings(value, release, baseline=stored) if not _stands_in(problem.path, refused)
    )
    found.extend(problem for problem in traps(decoded.value, value, release) if not _touches(problem, refused))
    found.extend(of_object(value, refused, release, policies or built_in()))
    if namespaces:
        found.extend(pod_security(value, namespaces, release))
    for problem in found:
        if problem in decoded.problems or not _hangs_on(problem, decoded.faulty):
            yield problem


def _hangs_on(problem: Problem, faulty: frozenset[Path]) -> bool:
    """Whether what could not be read is behind a problem: it stands there or above, or would be what is missing."""
    if not faulty:
        return False
    told = (problem.path, *(related.path for related in problem.related))
    if any(_stands_in(path, faulty) for path in told):
        return True
    return problem.code in _OF_WHAT_IS_ABSENT and any(left[: len(path)] == path for path in told for left in faulty)


def _touches(problem: Problem, refused: frozenset[Path]) -> bool:
    """Whether what the server refuses is part of a trap: that comes first."""
    if not refused:
        return False
    told = (problem.path, *(related.path for related in problem.related))
    return any(_stands_in(path, refused) or any(left[: len(path)] == path for left in refused) for path in told)


def _stands_in(path: Path, places: frozenset[Path]) -> bool:
    return bool(places) and any(path[:depth] in places for depth in range(len(path) + 1))


def code_of(fault: Fault, release: Release) -> str:
    """Servers that do not decode strictly drop equal keys instead of refusing them."""
    if fault.strict and not release.has(STRICT_FIELDS):
        return faults.DUPLICATE_KEY_DROPPED
    return fault.code
