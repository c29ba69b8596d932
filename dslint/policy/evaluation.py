"""What all policies say of an object, under the profiles that it declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.policy.assertion import problems
from dslint.policy.declared_profiles import declared
from dslint.policy.policies import Policies
from dslint.policy.view import view_of


def evaluate(value: Mapping[str, Any], release: Release, policies: Policies) -> Iterator[Problem]:
    """What the policies say of a decoded and defaulted object; nothing of kinds that run no pods."""
    seen = view_of(value)
    if seen is None:
        return
    declaration = declared(seen, policies)
    yield from declaration.problems
    held = policies.of(seen.kind, release)
    found = [(policy, problem) for policy in held for problem in problems(policy, seen, declaration.profiles)]
    yield from (problem for _, problem in found)
    if not declaration.stated and any(policy.needs for policy, _ in found):
        from dslint.policy.profile_suggestion import profile_suggestion

        yield from profile_suggestion(seen, policies, [policy for policy in held if policy.needs])
