"""What Go holds after decoding: no nulls, whole numbers as integers, nothing unknown or ill-typed."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.schema.definitions import Definitions, Schema, is_struct

_NOTHING = object()


class GoValueReader(NamedTuple):
    """Reads values along their types; `faulty` are the paths whose values have a wrong type."""

    known: Definitions
    faulty: frozenset[FieldPath]

    def read(self, value: dict[str, Any], name: str) -> dict[str, Any]:
        """A new object: the value as the definition of that name takes it."""
        found = self._value(value, {"$ref": f"#/$defs/{name}"}, ())
        return found if isinstance(found, dict) else {}

    def _value(self, value: Any, schema: Schema, path: FieldPath) -> Any:
        """_NOTHING for what is null or could not be read."""
        if value is None or path in self.faulty:
            return _NOTHING
        if isinstance(value, dict):
            return self._members(value, self.known.resolved(schema), path)
        if isinstance(value, list):
            return self._items(value, self.known.resolved(schema), path)
        return _number(value) if isinstance(value, float) else value

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
        """As an item of a list or a map is read: null, like what cannot be read, leaves the type's zero value."""
        read = self._value(value, schema, path)
        return self._zero(schema) if read is _NOTHING else read

    def _zero(self, schema: Schema) -> Any:
        types = self.known.resolved(schema).get("type", ["object"])
        return _ZERO[types[0]]() if types[0] != "number" else "0"


_ZERO = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def _number(value: float) -> int | float:
    """1.0 is written as 1 on its way from YAML to the server; Go writes larger ones with an exponent."""
    return int(value) if value.is_integer() and abs(value) < 1e21 else value
