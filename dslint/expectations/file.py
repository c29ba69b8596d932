"""Reads an expectations file; schemas/expectations.schema.json describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dslint.expectations.conditions import CONDITIONS, OF_PLAN
from dslint.expectations.node_conditions import selection_of, selections
from dslint.findings import FieldPath
from dslint.inventory.label_selector_text import SelectorError
from dslint.kubernetes.release import UnknownVersionError, parse_version
from dslint.own_files.errors import OwnFileErrors, UnreadableFileError
from dslint.own_files.reader import OwnFile, read
from dslint.own_files.schema import check

ANY = "*"
"""All workloads."""


class ExpectationsError(ValueError):
    """An invalid expectations file; the message has a line for each error."""


class UnreadableExpectationsError(ExpectationsError):
    """An expectations file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One expectation. `conditions` are the values in the file by condition.

    They are evaluated on the nodes after `what_if`, for each of the `versions`, or for the `rollback` to a revision.
    """

    name: str
    workload: str
    conditions: Mapping[str, Any]
    what_if: str | None = None
    versions: tuple[str, ...] = ()
    same_placement: bool = False
    rollback: Mapping[str, Any] | None = None

    @property
    def of_plan(self) -> bool:
        """Whether it is about the whole plan, and not about each workload."""
        return self.workload == ANY and not (self.same_placement or self.rollback) and self.conditions.keys() <= OF_PLAN

    def is_about(self, workload: str) -> bool:
        """Whether it selects `logging/agent`: by `logging/agent`, `logging/*`, or a name in any namespace."""
        return fnmatchcase(workload if "/" in self.workload else workload.partition("/")[2], self.workload)


@dataclass(frozen=True, slots=True)
class Expectations:
    """`defaults` is whether the default expectations apply too."""

    wanted: tuple[Wanted, ...]
    defaults: bool

    def conditions_on(self, workload: str) -> frozenset[str]:
        """The names of all conditions on the plan of a workload itself: not on a what-if, version or rollback."""
        own = [one for one in self.wanted if not (one.what_if or one.versions or one.rollback)]
        own = [one for one in own if one.is_about(workload)]
        return frozenset(name for one in own for name in one.conditions)


def read_expectations(path: Path) -> Expectations:
    """Raises UnreadableExpectationsError, or ExpectationsError for an invalid file."""
    try:
        file = read(path)
    except UnreadableFileError as error:
        raise UnreadableExpectationsError(str(error)) from error
    except OwnFileErrors as error:
        raise ExpectationsError(str(error)) from error
    return _of_file(file)


def expectations_of(value: Any) -> Expectations:
    """From a file's value. Raises ExpectationsError."""
    return _of_file(OwnFile("", value, lambda _: None))


def _of_file(file: OwnFile) -> Expectations:
    try:
        check(file, "expectations")
    except OwnFileErrors as error:
        raise ExpectationsError(str(error)) from error
    _check_names(file)
    _check_versions(file)
    _check_selections(file)
    value = file.value
    return Expectations(tuple(_wanted(item) for item in value["expect"]), value.get("defaults", False))


def _check_names(file: OwnFile) -> None:
    first: dict[str, int] = {}
    for index, item in enumerate(file.value["expect"]):
        earlier = first.setdefault(item["name"], index)
        if earlier != index:
            message = f"{item['name']} is already the name of expect[{earlier}]; choose another"
            raise ExpectationsError(str(file.error(message, ("expect", index, "name"))))


def _check_versions(file: OwnFile) -> None:
    for index, item in enumerate(file.value["expect"]):
        for position, version in enumerate(item.get("kubernetes", ())):
            _check_version(file, version, ("expect", index, "kubernetes", position))


def _check_version(file: OwnFile, version: str, path: FieldPath) -> None:
    try:
        parse_version(version)
    except UnknownVersionError as error:
        raise ExpectationsError(str(file.error(str(error), path))) from error


def _check_selections(file: OwnFile) -> None:
    for index, item in enumerate(file.value["expect"]):
        for path, selected in selections(item):
            _check_selection(file, selected, ("expect", index, *path))
        for path, selected in selections(item.get("rollback", {})):
            _check_selection(file, selected, ("expect", index, "rollback", *path))


def _check_selection(file: OwnFile, selected: Any, path: FieldPath) -> None:
    try:
        selection_of(selected)
    except SelectorError as error:
        raise ExpectationsError(str(file.error(str(error), (*path, "labels")))) from error


def _wanted(item: Mapping[str, Any]) -> Wanted:
    return Wanted(
        name=item["name"],
        workload=item.get("workload", ANY),
        conditions={name: item[name] for name in CONDITIONS if name in item},
        what_if=item.get("whatIf"),
        versions=tuple(item.get("kubernetes", ())),
        same_placement=item.get("samePlacement", False),
        rollback=item.get("rollback"),
    )
