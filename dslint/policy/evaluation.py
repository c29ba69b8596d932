"""Evaluates policies for an object, with the profiles that it declares, and suggests a profile if it declares none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.release import Release
from dslint.policy.field_paths import MISSING, followed
from dslint.policy.policies import Policies, Policy, Test, test_of
from dslint.policy.profiles import ANNOTATION, Profile, declared
from dslint.policy.view import Part, PolicyView, view_of

UNDECLARED_PROFILE = "DS699"

_PLACEHOLDER = re.compile(r"\{(value|path|container)((?:\.\w+)*)\}")


def evaluate(value: Mapping[str, Any], release: Release, policies: Policies) -> Iterator[Problem]:
    """The problems that policies find in a decoded and defaulted object; none for kinds without pods."""
    view = view_of(value)
    if view is None:
        return
    declaration = declared(view, policies.profiles, policies.chosen)
    yield from declaration.problems
    active = policies.of(view.kind, release)
    found = [(policy, problem) for policy in active for problem in problems(policy, view, declaration.profiles)]
    yield from (problem for _, problem in found)
    if not declaration.declares_any and any(policy.needs for policy, _ in found):
        yield from profile_suggestion(view, policies, [policy for policy in active if policy.needs])


def problems(policy: Policy, view: PolicyView, profiles: Sequence[Profile]) -> Iterator[Problem]:
    """The problems that a policy finds in an object, unless a profile excuses them."""
    if any(policy.code in profile.excuses for profile in profiles):
        return
    excuses = tuple(_excuses(policy, profiles))
    for part in _parts(policy, view):
        for value, path in followed(part.value, policy.path):
            if _is_bad(policy, part, value) and not any(excuse(value) for excuse in excuses):
                yield Problem(policy.code, message_text(policy.message, value, part, path), part.place(path))


def _is_bad(policy: Policy, part: Part, value: Any) -> bool:
    bad = policy.required if value is MISSING else not policy.is_met(value)
    return bad and (policy.where is True or policy.selects(part.value))


def _parts(policy: Policy, view: PolicyView) -> Iterable[Part]:
    if policy.containers:
        return [part for part in view.containers if part.value["class"] in policy.containers]
    return (view.object if policy.of_object else view.pod,)


def _excuses(policy: Policy, profiles: Sequence[Profile]) -> Iterator[Test]:
    if policy.needs is None:
        return
    for profile in profiles:
        schema = profile.excuse(policy.needs)
        if schema is not None:
            yield _always if schema is True else _excuse(json.dumps(schema))


def _always(_: Any) -> bool:
    return True


@cache
def _excuse(schema: str) -> Test:
    return test_of(json.loads(schema))


def message_text(message: str, value: Any, part: Part, path: FieldPath) -> str:
    """The message with {value}, {value.field}, {path} and {container} filled in."""

    def filled(match: re.Match[str]) -> str:
        what, below = match[1], match[2].split(".")[1:]
        if what == "path":
            return ".".join(str(key) for key in part.place(path) if isinstance(key, str))
        if what == "container":
            return part.name
        filled_in = value
        for key in below:
            filled_in = filled_in.get(key) if isinstance(filled_in, Mapping) else None
        return value_text(filled_in)

    return _PLACEHOLDER.sub(filled, message)


def value_text(value: Any) -> str:
    """A value as messages show it: strings as they are, other values as JSON."""
    if value is MISSING or value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def profile_suggestion(view: PolicyView, policies: Policies, about_needs: Sequence[Policy]) -> Iterator[Problem]:
    """The suggestion of a profile for an object without one; `about_needs` are the policies about needs."""
    signs = {name: _signs(profile, view) for name, profile in policies.profiles.items()}
    fitting = [name for name, count in signs.items() if count]
    if not fitting:
        return
    left = {name: _excess(view, policies.profiles[name], about_needs) for name in fitting}
    best = min(fitting, key=lambda name: (-signs[name], left[name], name))
    exceptions = f", with {left[best]} exception{'' if left[best] == 1 else 's'}" if left[best] else ""
    covers = f"covers all host access that it uses{exceptions}"
    message = f"declares no profile; the annotation {ANNOTATION}: {best} {covers}"
    yield Problem(UNDECLARED_PROFILE, message, ("metadata", "annotations"), at="key")


def _signs(profile: Profile, view: PolicyView) -> int:
    """How many of the agent's host paths and images match the signs of the profile."""
    paths, images = profile.sign_patterns
    mounted = {mount["path"] for part in view.containers for mount in part.value["hostMounts"]}
    used = {part.value["imageName"]["name"] for part in view.containers}
    return sum(bool(paths.search(path)) for path in mounted) + 2 * sum(bool(images.search(name)) for name in used)


def _excess(view: PolicyView, profile: Profile, about_needs: Sequence[Policy]) -> int:
    return sum(1 for policy in about_needs for _ in problems(policy, view, (profile,)))
