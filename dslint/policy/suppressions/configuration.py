"""Suppressions in the configuration: by rule, kind, namespace, name, container and path, with a last day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dslint.findings import Finding, Silencer, Span
from dslint.own_files.configuration.ignores import Ignore
from dslint.policy.suppressions.suppression import Suppression, last_day

CONTAINER_LISTS = ("containers", "initContainers", "ephemeralContainers")


ValueOf = Callable[[Finding], Any]
"""The object of a finding, as in its manifest; None if it is unknown."""


def suppression_of(ignore: Ignore, value_of: ValueOf, user_rules: Mapping[str, str]) -> Suppression:
    """The entry as a suppression; containers are found by name in the objects."""
    until = None if ignore.until is None else last_day(str(ignore.until))
    return Suppression(
        ignore.rules,
        _covers(ignore, value_of),
        ignore.reason,
        until,
        ignore.file or None,
        None if ignore.position is None else Span(*ignore.position, *ignore.position),
        by=Silencer.CONFIGURATION,
        judged=ignore.judged,
        user_rules=user_rules,
    )


def _covers(ignore: Ignore, value_of: ValueOf) -> Callable[[Finding], bool]:
    def covers(finding: Finding) -> bool:
        reference = finding.object
        if ignore.paths and not _matches(Path(finding.file or "").as_posix(), ignore.paths):
            return False
        if (ignore.kinds or ignore.namespaces or ignore.names) and reference is None:
            return False
        if reference is not None and not (
            _matches(reference.kind, ignore.kinds)
            and _matches(reference.namespace or "default", ignore.namespaces)
            and _matches(reference.name, ignore.names)
        ):
            return False
        return not ignore.containers or _matches(container_of(finding, value_of(finding)) or "", ignore.containers)

    return covers


def _matches(text: str, patterns: Sequence[str]) -> bool:
    """Whether a text matches one of the patterns; without patterns, every text does."""
    return not patterns or any(fnmatchcase(text, pattern) for pattern in patterns)


def container_of(finding: Finding, value: Any) -> str | None:
    """The name of the container that a finding's path is in."""
    for position, key in enumerate(finding.path[:-1]):
        if key in CONTAINER_LISTS:
            container = _below(value, finding.path[: position + 2])
            name = container.get("name") if isinstance(container, dict) else None
            return name if isinstance(name, str) else None
    return None


def _below(value: Any, path: Sequence[str | int]) -> Any:
    for key in path:
        inside = key in value if isinstance(value, dict) else isinstance(value, list) and key in range(len(value))
        if not inside:
            return None
        value = value[key]
    return value
