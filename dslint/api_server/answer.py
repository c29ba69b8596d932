"""Why the API server does not take an object: what its decoder and its validation say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.admission.defaults import defaulted
from dslint.api_server.objects import ManifestObject
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_errors import REQUIRED
from dslint.kubernetes.release import Release
from dslint.schema.decoder import Decoded, decode
from dslint.schema.decoder_errors import STRICT_FIELDS
from dslint.schema.value_constraints import value_errors
from dslint.source import text_errors
from dslint.source.text_errors import TextError
from dslint.validation import errors, unvalidated

_OF_WHAT_IS_ABSENT = frozenset({REQUIRED, "DS231", "DS232"})
"""Required values, and selectors that are empty or match nothing: what they miss may be there and unreadable."""


class StoredObject(NamedTuple):
    """An object as the API server reads it. `value` and `stored`, which it updates, are after defaulting."""

    decoded: Decoded
    value: dict[str, Any]
    stored: dict[str, Any] | None
    problems: list[Problem]

    def stands(self, problem: Problem) -> bool:
        """Whether a problem is one of its own, and no mere consequence of what could not be read."""
        return problem in self.decoded.problems or not _hangs_on(problem, self.decoded.faulty)


def stored_object(value: dict[str, Any], release: Release, baseline: Mapping[str, Any] | None = None) -> StoredObject:
    """`baseline` is the object that it updates, as it was written."""
    decoded = decode(value, release)
    read = defaulted(decoded.value, release)
    stored = defaulted(decode(dict(baseline), release).value, release) if baseline is not None else None
    passed_over = unvalidated(read, release, baseline=stored)
    found = [problem for problem in value_errors(read, release) if not stands_in(problem.path, passed_over)]
    found[:0] = decoded.problems
    found.extend(errors(read, release, baseline=stored, faults=found))
    return StoredObject(decoded, read, stored, found)


def refusals(subject: ManifestObject, release: Release, baseline: Mapping[str, Any] | None = None) -> Iterator[Problem]:
    """Problems that decoder and validation have with a subject, but those of its text."""
    if subject.problem is not None:
        yield subject.problem
        return
    examined = stored_object(subject.value, release, baseline)
    yield from filter(examined.stands, examined.problems)


def _hangs_on(problem: Problem, faulty: frozenset[FieldPath]) -> bool:
    """Whether what could not be read is behind a problem: it stands there or above, or would be what is missing."""
    if not faulty:
        return False
    told = (problem.path, *(related.path for related in problem.related))
    if any(stands_in(path, faulty) for path in told):
        return True
    return problem.code in _OF_WHAT_IS_ABSENT and any(left[: len(path)] == path for path in told for left in faulty)


def stands_in(path: FieldPath, places: frozenset[FieldPath]) -> bool:
    """Whether a path is one of the places, or below one."""
    return bool(places) and any(path[:depth] in places for depth in range(len(path) + 1))


def code_of(fault: TextError, release: Release) -> str:
    """Servers that do not decode strictly drop equal keys instead of refusing them."""
    if fault.strict and not release.has(STRICT_FIELDS):
        return text_errors.DUPLICATE_KEY_DROPPED
    return fault.code
