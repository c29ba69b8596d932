"""Values as Go has them after decoding: no nulls, whole numbers as integers, no unknown fields or wrong types."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.schema.definitions import Definitions, Reader, Schema, is_struct

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
        if not self.unreadable:
            try:
                plain: dict[str, Any] = _reader_of_definition(name, self.known)(value)
            except _UnusualValueError:
                pass
            else:
                return plain
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


class _UnusualValueError(Exception):
    """A value that needs a walk with paths: a number with a fraction, or null in a list."""


# Hardly any value is unusual. A walk without paths that looks up each type once takes a quarter of the time.
_PLAIN = frozenset({str, int, bool})


def _reader_of_definition(name: str, known: Definitions) -> Reader:
    found = known.readers.get(name)
    if found is None:
        found = known.readers[name] = _reader(known.by_name[name], known)
    return found


def _reader(schema: Schema, known: Definitions) -> Reader:
    """What reads the values of a schema; it raises _UnusualValueError."""
    if "$ref" in schema:
        return _reader_of_definition(schema["$ref"].removeprefix("#/$defs/"), known)
    if is_struct(schema):
        return _struct_reader(schema["properties"], known)
    if "items" in schema:
        return _list_reader(schema["items"], known)
    if "additionalProperties" in schema:
        return _map_reader(schema["additionalProperties"], known)
    return _as_it_is


def _struct_reader(fields: dict[str, Schema], known: Definitions) -> Reader:
    readers: dict[str, Reader] = {}  # filled when a field occurs: most never do, and definitions refer to each other

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _UnusualValueError
        found = {}
        for key, inner in value.items():
            if key not in fields:
                continue
            if type(inner) in _PLAIN:
                found[key] = inner
            elif inner is not None:
                reader = readers.get(key)
                if reader is None:
                    reader = readers[key] = _reader(fields[key], known)
                found[key] = reader(inner)
        return found

    return read


def _list_reader(items: Schema, known: Definitions) -> Reader:
    reader = _reader(items, known)

    def read(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise _UnusualValueError
        return [inner if type(inner) in _PLAIN else reader(inner) for inner in value]

    return read


def _map_reader(members: Schema, known: Definitions) -> Reader:
    reader = _reader(members, known)

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _UnusualValueError
        return {key: inner if type(inner) in _PLAIN else reader(inner) for key, inner in value.items()}

    return read


def _as_it_is(value: Any) -> Any:
    if value is None or isinstance(value, float):
        raise _UnusualValueError
    return value
