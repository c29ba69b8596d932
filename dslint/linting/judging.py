"""What the rooms say of one object under one Kubernetes version, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.defaults import defaulted
from dslint.findings import Path, Problem
from dslint.kubernetes.release import Release
from dslint.linting.subjects import Subject
from dslint.schema.decode import decode
from dslint.schema.messages import STRICT_FIELDS
from dslint.schema.values import value_errors
from dslint.source import faults
from dslint.source.faults import Fault


def judge(subject: Subject, release: Release) -> Iterator[Problem]:
    """All problems of a subject but those of its text."""
    if subject.problem is not None:
        yield subject.problem
        return
    decoded = decode(subject.value, release)
    yield from decoded.problems
    value = defaulted(decoded.value, release)
    for problem in value_errors(value, release):
        if not _hangs_on(problem.path, decoded.faulty):
            yield problem


def _hangs_on(path: Path, faulty: frozenset[Path]) -> bool:
    """Whether something that could not be read stands at a path or above it: then nothing more is to be said there."""
    return bool(faulty) and any(path[:depth] in faulty for depth in range(len(path) + 1))


def code_of(fault: Fault, release: Release) -> str:
    """Servers that do not decode strictly drop equal keys instead of refusing them."""
    if fault.strict and not release.has(STRICT_FIELDS):
        return faults.DUPLICATE_KEY_DROPPED
    return fault.code
