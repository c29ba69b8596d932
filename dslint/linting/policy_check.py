"""What the policies say of a subject; nothing of places that the server refuses, for that comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dslint.admission.defaults import defaulted
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import Release
from dslint.policy.evaluation import evaluate
from dslint.schema.decoder import decode

if TYPE_CHECKING:
    from dslint.policy.policies import Policies


def of_object(
    value: Mapping[str, Any], refused: frozenset[FieldPath], release: Release, policies: Policies
) -> Iterator[Problem]:
    """`value` is decoded and defaulted; `refused` are places of which something worse is said."""
    for problem in evaluate(value, release, policies):
        if not any(problem.path[:depth] in refused for depth in range(len(problem.path) + 1)):
            yield problem


def of_static_pod(value: Mapping[str, Any], release: Release, policies: Policies) -> Iterator[Problem]:
    """`value` is as written."""
    if value.get("kind") == "Pod":
        yield from evaluate(defaulted(decode(dict(value), release).value, release), release, policies)
