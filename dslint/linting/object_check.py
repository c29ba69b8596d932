"""What the rooms say of one object under one Kubernetes version, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dslint.api_server.answer import stands_in, stored_object
from dslint.api_server.objects import ManifestObject
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import Release
from dslint.linting.policy_check import of_object
from dslint.policy.policies import Policies, built_in
from dslint.traps import traps
from dslint.validation import warnings

if TYPE_CHECKING:
    from dslint.policy.pod_security import Labels


def object_problems(
    subject: ManifestObject,
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
    examined = stored_object(subject.value, release, baseline)
    found = list(examined.problems)
    refused = frozenset(problem.path for problem in found)
    told = warnings(examined.value, release, baseline=examined.stored)
    found.extend(problem for problem in told if not stands_in(problem.path, refused))
    trapped = traps(examined.decoded.value, examined.value, release)
    found.extend(problem for problem in trapped if not _touches(problem, refused))
    found.extend(of_object(examined.value, refused, release, policies or built_in()))
    if namespaces:
        from dslint.policy.pod_security import pod_security

        found.extend(pod_security(examined.value, namespaces, release))
    yield from filter(examined.stands, found)


def _touches(problem: Problem, refused: frozenset[FieldPath]) -> bool:
    """Whether what the server refuses is part of a trap: that comes first."""
    if not refused:
        return False
    told = (problem.path, *(related.path for related in problem.related))
    return any(stands_in(path, refused) or any(left[: len(path)] == path for left in refused) for path in told)
