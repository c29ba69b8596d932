"""The places of an object that are open while its lines are read one after the other, and what each of them takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dslint.edit.manifest_lines import Entry, Shape
from dslint.findings import FieldPath
from dslint.schema.definitions import Definitions, Schema, is_struct
from dslint.source.scalars import Scalar, plain

_REFERENCE = "#/$defs/"
MERGE = "<<"
"""The key of a merge, which every map takes."""

_ALSO_REQUIRED = {"core.v1.Container": ("image",)}
"""Fields that the server asks for where it creates pods, beside those that the schema requires."""

_SELDOM = frozenset(
    {
        ("core.v1.Probe", "terminationGracePeriodSeconds"),
        ("core.v1.Container", "restartPolicy"),
        ("core.v1.PodSpec", "resources"),
    }
)
"""Fields that hardly anybody writes where another place has the same field, which nearly everybody writes."""

_TEMPLATE_SPEC = ("spec", "template", "spec")
"""The pods of a DaemonSet always restart."""

_COMMON_KEYS = frozenset({"name"})
"""Fields whose names people use as the keys of labels, too."""

_RESOURCE = re.compile(
    r"cpu|memory|ephemeral-storage|pods|storage|hugepages-\S+|(?:requests|limits|count)\.\S+|\S+/\S+"
)


class Place(NamedTuple):
    """A map or list that more can be added to.

    `schema` is its resolved schema and `name` that of its definition, if it has one. `column` is that of its keys or
    dashes as they are to be, `written` as they were. `keys` are those that it has; a list has `items` of them.
    """

    schema: Schema
    name: str
    path: FieldPath
    column: int
    written: int
    keys: frozenset[str] = frozenset()
    items: int = 0

    @property
    def is_list(self) -> bool:
        return "items" in self.schema

    @property
    def is_struct(self) -> bool:
        return is_struct(self.schema)

    @property
    def is_free(self) -> bool:
        """Whether it is a map of any keys, such as labels."""
        return isinstance(self.schema.get("additionalProperties"), dict)

    @property
    def missing(self) -> int:
        """How many fields that it must have are not there."""
        required = {*self.schema.get("required", ()), *_ALSO_REQUIRED.get(self.name, ())}
        unnamed = self.path == ("metadata",) and not self.keys & {"name", "generateName"}
        return len(required - self.keys) + unnamed

    def has_field(self, key: str) -> bool:
        """Whether the place has a field of the name, or takes any key, and does not hold it yet."""
        if key in self.keys or self.is_list:
            return False
        if key == MERGE:
            return True
        if self.is_struct:
            return key in self.schema["properties"]
        if not self.is_free:
            return False
        of_resources = self.schema["additionalProperties"].get("$ref") == f"{_REFERENCE}quantity"
        return not of_resources or _RESOURCE.fullmatch(key) is not None

    def is_seldom(self, key: str, others: Sequence[Place]) -> bool:
        """Whether people hardly ever mean this place with a key that others take, too."""
        if self.is_free:
            return key not in _COMMON_KEYS and any(other.is_struct and other.has_field(key) for other in others)
        return (self.name, key) in _SELDOM and any(other.has_field(key) for other in others)

    def is_never(self, key: str, value: str, others: Sequence[Place]) -> bool:
        """Whether a field cannot be meant here: nobody calls a label `hostNetwork` where a place has such a field."""
        if self.is_free:
            return key != key.lower() and self.is_seldom(key, others)
        return self.path == _TEMPLATE_SPEC and key == "restartPolicy" and value.strip("\"'") != "Always"


def place_at(known: Definitions, schema: Schema, path: FieldPath, column: int, written: int) -> Place:
    """The place that a value of a schema opens."""
    name = schema.get("$ref", "").removeprefix(_REFERENCE)
    return Place(known.resolved(schema), name, path, column, written)


def is_open_for(known: Definitions, schema: Schema, entry: Entry) -> bool:
    """Whether a value of the schema can begin with the entry, which stands on a line of its own below its key."""
    schema = known.resolved(schema)
    if entry.dash:
        return "items" in schema
    return is_struct(schema) or isinstance(schema.get("additionalProperties"), dict)


def disagreements(known: Definitions, schema: Schema, entry: Entry) -> int | None:
    """How badly the value of an entry suits a schema: 0 for well; None where it cannot be meant at all."""
    schema = known.resolved(schema)
    if not schema or entry.shape in (Shape.ALIAS, Shape.NOTHING):
        return 0
    types = schema.get("type", ())
    if entry.shape is Shape.MAP:
        return 0 if "object" in types else None
    if entry.shape is Shape.LIST:
        return 0 if "array" in types else None
    if entry.shape is not Shape.PLAIN:
        return 0 if "string" in types else _unless_nested(types)
    value = plain(entry.value)
    if value is None:
        return 0
    return 0 if _type_of(value) & {*types} else _unless_nested(types)


def _unless_nested(types: list[str]) -> int | None:
    return None if "object" in types or "array" in types else 2


def _type_of(value: Scalar) -> set[str]:
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, str):
        return {"string"}
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return {"integer", "number"} if whole else {"number"}
