"""A file of expectations, by schemas/expectations.schema.json: jsonschema-rs decides, jsonschema explains."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dslint.data import schemas_folder
from dslint.inventory.compact_schema import explained
from dslint.inventory.errors import InventoryError, Place
from dslint.kubernetes.release import UnknownVersionError, parse_version
from dslint.rollout.expectations.conditions import CONDITIONS

KIND = "Expectations"


class ExpectationsError(ValueError):
    """A file of expectations that cannot be read; the text is one line: place, field, what is, what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One expectation. `conditions` are values of the file by condition; with the others they are asked elsewhere:

    on the nodes as `what_if` makes them, in each of the `versions`, or of the rollback to a revision.
    """

    name: str
    workload: str
    conditions: Mapping[str, Any]
    what_if: str | None = None
    versions: tuple[str, ...] = ()
    same_placement: bool = False
    rollback: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Expectations:
    """`plain` tells whether those that hold without a file hold beside it."""

    wanted: tuple[Wanted, ...]
    plain: bool


def expectations_of(value: Any, place: Place | None = None) -> Expectations:
    """From a file's value. Raises ExpectationsError."""
    import jsonschema_rs

    schema = json.loads((schemas_folder() / "expectations.schema.json").read_text(encoding="utf-8"))
    if not jsonschema_rs.validator_for(schema).is_valid(value):
        raise _error(explained(value, schema, place or Place()))
    _check_names(value["expect"], place or Place())
    _check_versions(value["expect"], place or Place())
    return Expectations(tuple(_wanted(item) for item in value["expect"]), value.get("defaults", False))


def _error(error: InventoryError) -> ExpectationsError:
    return ExpectationsError(str(error))


def _check_names(items: Sequence[Mapping[str, Any]], place: Place) -> None:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        earlier = first.setdefault(item["name"], index)
        if earlier != index:
            said = f"{item['name']} is the name of expect[{earlier}] already; give it another"
            raise _error(place.error(said, ("expect", index, "name")))


def _check_versions(items: Sequence[Mapping[str, Any]], place: Place) -> None:
    for index, item in enumerate(items):
        for position, version in enumerate(item.get("kubernetes", ())):
            _check_version(version, place.under("expect", index, "kubernetes", position))


def _check_version(version: str, place: Place) -> None:
    try:
        parse_version(version)
    except UnknownVersionError as error:
        raise _error(place.error(str(error))) from error


def _wanted(item: Mapping[str, Any]) -> Wanted:
    return Wanted(
        name=item["name"],
        workload=item.get("workload", "*"),
        conditions={name: item[name] for name in CONDITIONS if name in item},
        what_if=item.get("whatIf"),
        versions=tuple(item.get("kubernetes", ())),
        same_placement=item.get("samePlacement", False),
        rollback=item.get("rollback"),
    )
