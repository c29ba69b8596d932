"""Values as Go has them after decoding: no nulls, whole numbers as integers, no unknown fields or wrong types."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.schema.definitions import Definitions, Schema, is_struct

_NOTHING = object()


class GoValueReader(NamedTuple):
    """Reads values by their types; `unreadable` are the paths of values with a wrong type.

    `floats` collects the paths of numbers that are not integers to Go, although the schemas accept them: 5.0, 1e3.
    """

    known: Definitions
    unreadable: frozenset[FieldPath]
    floats: list[FieldPath]

    def read(self, value: dict[str, Any], name: str) -> dict[str, Any]:
        """A new object: the value as a struct of that definition."""
        found = self._value(value, {"$ref": f"#/$defs/{name}"}, ())
        return found if isinstance(found, dict) else {}

    def _value(self, value: Any, schema: Schema, path: FieldPath) -> Any:
        """_NOTHING for null and for what could not be read."""
        if value is None or path in self.unreadable:
            return _NOTHING
        if isinstance(value, dict):
            return self._members(value, self.known.resolved(schema), path)
        if isinstance(value, list):
            return self._items(value, self.known.resolved(schema), path)
        return self._float(value, schema, path) if isinstance(value, float) else value

    def _float(self, value: float, schema: Schema, path: FieldPath) -> Any:
        if "integer" not in self.known.resolved(schema).get("type", ()):
            return _number(value)
        self.floats.append(path)
        return _NOTHING

    def _members(self, value: dict[str, Any], schema: Schema, path: FieldPath) -> dict[str, Any]:
        if is_struct(schema):
            fields = schema["properties"]
            read = ((key, self._value(value[key], fields[key], (*path, key))) for key in value if key in fields)
            return {key: inner for key, inner in read if inner is not _NOTHING}
        members = schema.get("additionalProperties")
        if members is None:
            return value
        return {key: self._kept(value[key], members, (*path, key)) for key in value}

    def _items(self, value: list[Any], schema: Schema, path: FieldPath) -> list[Any]:
        items = schema.get("items")
        if items is None:
            return value
        return [self._kept(item, items, (*path, index)) for index, item in enumerate(value)]

    def _kept(self, value: Any, schema: Schema, path: FieldPath) -> Any:
        """An item of a list or a map: null, and what could not be read, become the type's zero value."""
        read = self._value(value, schema, path)
        return self._zero(schema) if read is _NOTHING else read

    def _zero(self, schema: Schema) -> Any:
        types = self.known.resolved(schema).get("type", ["object"])
        return _ZERO[types[0]]() if types[0] != "number" else "0"


_ZERO = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def _number(value: float) -> int | float:
    """Go writes whole numbers without a fraction, and large ones with an exponent."""
    return int(value) if value.is_integer() and abs(value) < 1e21 else value
