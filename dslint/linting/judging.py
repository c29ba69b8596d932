"""What the rooms say of one object under one Kubernetes version, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.linting.subjects import Subject
from dslint.schema.decode import decode
from dslint.schema.messages import STRICT_FIELDS
from dslint.source import faults
from dslint.source.faults import Fault


def judge(subject: Subject, release: Release) -> Iterator[Problem]:
    """All problems of a subject but those of its text."""
    if subject.problem is not None:
        yield subject.problem
        return
    yield from decode(subject.value, release).problems


def code_of(fault: Fault, release: Release) -> str:
    """Servers that do not decode strictly drop equal keys instead of refusing them."""
    if fault.strict and not release.has(STRICT_FIELDS):
        return faults.DUPLICATE_KEY_DROPPED
    return fault.code
