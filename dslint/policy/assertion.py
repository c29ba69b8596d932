"""One policy asserted: each value that it looks at and that does not meet its schema is a problem."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from dslint.findings import FieldPath, Problem
from dslint.policy.field_paths import MISSING, followed
from dslint.policy.policies import Policy, Test, test_of
from dslint.policy.profiles import Profile
from dslint.policy.view import Part, PolicyView

_PLACEHOLDER = re.compile(r"\{(value|path|container)((?:\.\w+)*)\}")


def problems(policy: Policy, seen: PolicyView, profiles: Sequence[Profile]) -> Iterator[Problem]:
    """What a policy says of an object, excused by profiles."""
    if any(policy.code in profile.excuses for profile in profiles):
        return
    excuses = tuple(_excuses(policy, profiles))
    for part in _parts(policy, seen):
        for value, way in followed(part.value, policy.path):
            if _is_bad(policy, part, value) and not any(excuse(value) for excuse in excuses):
                yield Problem(policy.code, said(policy.message, value, part, way), part.place(way))


def _is_bad(policy: Policy, part: Part, value: Any) -> bool:
    bad = policy.required if value is MISSING else not policy.is_met(value)
    return bad and (policy.where is True or policy.looks_at(part.value))


def _parts(policy: Policy, seen: PolicyView) -> Iterable[Part]:
    if policy.containers:
        return [part for part in seen.containers if part.value["class"] in policy.containers]
    return (seen.object if policy.of_object else seen.pod,)


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


def said(message: str, value: Any, part: Part, way: FieldPath) -> str:
    """The message with {value}, {value.field}, {path} and {container} filled in."""

    def filled(match: re.Match[str]) -> str:
        what, below = match[1], match[2].split(".")[1:]
        if what == "path":
            return ".".join(str(key) for key in part.place(way) if isinstance(key, str))
        if what == "container":
            return part.name
        told = value
        for key in below:
            told = told.get(key) if isinstance(told, Mapping) else None
        return shown(told)

    return _PLACEHOLDER.sub(filled, message)


def shown(value: Any) -> str:
    """A value as it is written in a message: texts as they are, the rest as JSON."""
    if value is MISSING or value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
