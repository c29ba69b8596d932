"""A file of policy tests; schemas/policy-test.schema.json describes it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from dslint.own_files.errors import OwnFileErrors, UnreadableFileError
from dslint.own_files.reader import OwnFile, read
from dslint.own_files.schema import check

NAMES = ("policy-test.yaml", "policy-test.yml")


class PolicyTestError(ValueError):
    """An invalid test; the message has a line for each error."""


class UnreadableTestError(PolicyTestError):
    """A test, or a file that it names, that cannot be read."""


class Expected(str, Enum):
    """What the policies must answer. REFUSED is any answer, SKIPPED that no policy applies: Kyverno's words."""

    ACCEPTED = "accepted"
    DENIED = "denied"
    WARNED = "warned"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Case:
    """An object and what is expected. `resource` and `old` are names, or kind, namespace and name; "" is none.

    `pods`: the question is about the pods that a DaemonSet creates. `place` is the file and line of the case.
    """

    resource: str
    expected: Expected
    place: str
    policy: str = ""
    message: str = ""
    old: str = ""
    pods: bool = False


@dataclass(frozen=True, slots=True)
class PolicyTest:
    """`others` are files with what else is in the cluster, `objects` further objects of it.

    `left_out` counts the expectations that are about policies of another kind.
    """

    name: str
    file: Path
    policies: tuple[Path, ...]
    resources: tuple[Path, ...]
    others: tuple[Path, ...]
    cases: tuple[Case, ...]
    objects: tuple[Mapping[str, Any], ...] = ()
    user: Mapping[str, Any] | None = None
    left_out: int = 0


def read_policy_test(path: Path) -> PolicyTest:
    """Raises UnreadableTestError, and PolicyTestError for an invalid file."""
    file = own_file(path)
    try:
        check(file, "policy-test")
    except OwnFileErrors as error:
        raise PolicyTestError(str(error)) from error
    value = file.value
    return PolicyTest(
        name=(value.get("metadata") or {}).get("name") or path.parent.name,
        file=path,
        policies=files_of(value, "policies", path),
        resources=files_of(value, "resources", path),
        others=files_of(value, "params", path),
        cases=tuple(_case(item, file.place(("cases", index))) for index, item in enumerate(value["cases"])),
        user=value.get("user"),
    )


def own_file(path: Path) -> OwnFile:
    """Raises UnreadableTestError and PolicyTestError."""
    try:
        return read(path)
    except UnreadableFileError as error:
        raise UnreadableTestError(str(error)) from error
    except OwnFileErrors as error:
        raise PolicyTestError(str(error)) from error


def files_of(value: Mapping[str, Any], field: str, path: Path) -> tuple[Path, ...]:
    """The files that a test names, relative to its folder."""
    named = value.get(field)
    names = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    return tuple(Path(os.path.normpath(path.parent / name)) for name in names)


def _case(item: Mapping[str, Any], place: str) -> Case:
    return Case(
        item["resource"],
        Expected(item["expect"]),
        place,
        item.get("policy", ""),
        item.get("message", ""),
        item.get("old", ""),
        item.get("pods", False),
    )
