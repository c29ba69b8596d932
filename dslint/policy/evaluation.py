"""Evaluates policies for an object, with the profiles that it declares."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from dslint.findings import Bundle, FieldPath, Fix, Problem
from dslint.kubernetes.release import Release
from dslint.policy.field_paths import MISSING, followed
from dslint.policy.policies import OBJECT, POD, Policies, Policy, Violation
from dslint.policy.profiles import declared
from dslint.policy.view import Part, PolicyView, view_of

_PLACEHOLDER = re.compile(r"\{(value|path|container)((?:\.\w+)*)\}")


def evaluate(
    value: Mapping[str, Any], release: Release, policies: Policies, traps: Iterable[Problem] = (), assumed: str = ""
) -> Iterator[Problem]:
    """The problems that policies find in a decoded and defaulted object, after its traps; a profile may excuse both.

    `assumed` is the profile of an object that declares none.
    """
    view = release.once(_view, value)
    if view is None:
        yield from traps
        return
    declaration = declared(view, policies.profiles, policies.chosen, assumed)
    found = [*map(Violation, traps)]
    found += release.once(_violations, policies, view)
    left = [one for one in found if not any(map(one.is_excused_by, declaration.profiles))]
    yield from declaration.problems
    if declaration.declares_any or not any(one.need for one in left):
        yield from (one.problem for one in left)
        return
    from dslint.policy.profile_suggestion import with_suggestion

    yield from with_suggestion(view, left, policies.profiles)


def _view(value: Mapping[str, Any], _: Release) -> PolicyView | None:
    return view_of(value)


def _violations(policies: Policies, view: PolicyView, release: Release) -> tuple[Violation, ...]:
    return tuple(violations(policies, view, release))


def violations(policies: Policies, view: PolicyView, release: Release) -> Iterator[Violation]:
    """What policies find in an object, in their order, whatever its profiles."""
    asked = policies.by_path(view.kind)
    found: list[tuple[int, Violation]] = []
    parts = [(OBJECT, view.object), (POD, view.pod), *((part.value["class"], part) for part in view.containers)]
    for name, part in parts:
        tree = asked.trees.get(name)
        for position, value, path in tree.values(part.value) if tree else ():
            policy = asked.policies[position]
            if not policy.is_met(value) and _asks(policy, part, release):
                found.append((position, _violation(policy, part, value, path)))
    for position in asked.required:
        policy = asked.policies[position]
        for name, part in parts:
            if name in policy.parts and _asks(policy, part, release):
                found += ((position, one) for one in _of_required(policy, part))
    yield from (one for _, one in sorted(found, key=itemgetter(0)))


def _asks(policy: Policy, part: Part, release: Release) -> bool:
    """Whether a policy is about a part in this release."""
    return policy.applies_to(release) and (policy.where is True or policy.selects(part.value))


def _of_required(policy: Policy, part: Part) -> Iterator[Violation]:
    for value, path in followed(part.value, policy.path):
        if value is MISSING or not policy.is_met(value):
            yield _violation(policy, part, value, path)


def _violation(policy: Policy, part: Part, value: Any, path: FieldPath) -> Violation:
    message = message_text(policy.message, value, part, path)
    bundle, fix = _bundle(policy, value, part, path), _fix(policy, part, path)
    return Violation(Problem(policy.code, message, part.place(path), bundle=bundle, fix=fix), value, policy.needs)


def _bundle(policy: Policy, value: Any, part: Part, path: FieldPath) -> Bundle | None:
    if not policy.message_for_several:
        return None
    placeholder = next((match[0] for match in _PLACEHOLDER.finditer(policy.message) if match[1] == "value"), "")
    return Bundle("", policy.message_for_several, message_text(placeholder, value, part, path), part.name)


def _fix(policy: Policy, part: Part, path: FieldPath) -> Fix | None:
    if policy.fix is None:
        return None
    from dslint.policy.rule_fixes import fix_of

    return fix_of(policy.fix, part, path)


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
