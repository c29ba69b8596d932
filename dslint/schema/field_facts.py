"""What the schema of a kind says of one field: its type, its values, and the versions that know it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.kubernetes.release import Version
from dslint.schema.published_schemas import UnknownKindError, document
from dslint.schema.unknown_fields import versions_of

_REFERENCE = "#/$defs/"
_HIDDEN = ("", None)
"""Values that the API server takes for a field that is left out."""


class FieldFacts(NamedTuple):
    """`type` is in words: `string`, `list of Container`, `map of strings`. `values` are those that it may have.

    `values` is empty where they are not listed. `fields` are those of an object. `since` and `until` (exclusive) are
    the versions that know it, where not all do.
    """

    type: str
    values: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


def field_facts(kind: str, path: Sequence[str], version: Version) -> FieldFacts | None:
    """The facts on a field at a path without the numbers of items; None for what the schema does not have."""
    try:
        schema = document(kind, version)
    except UnknownKindError:
        return None
    definitions: Mapping[str, Any] = schema.get("$defs", {})
    found: Mapping[str, Any] | None = schema
    versions: tuple[str | None, str | None] = (None, None)
    for key in path:
        owner, fields = _object(found, definitions)
        found = fields.get(key)
        if found is None:
            return None
        versions = versions_of(owner, key)
    if found is None:
        return None
    merged = list(_merged(found, definitions))
    values = next((one["enum"] for one in merged if "enum" in one), ())
    listed = tuple(str(value) for value in values if value not in _HIDDEN)
    return FieldFacts(_type(found, definitions), listed, tuple(_object(found, definitions)[1]), *versions)


def _object(schema: Any, definitions: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The name of an object's definition and its fields; of a list, those of its items."""
    name = ""
    fields: dict[str, Any] = {}
    for one in _merged(schema, definitions):
        name = name or str(one.get("$ref", "")).removeprefix(_REFERENCE)
        if "items" in one:
            return _object(one["items"], definitions)
        fields = {**one.get("properties", {}), **fields}
    return name, fields


def _merged(schema: Any, definitions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema with what it refers to and all that must hold beside."""
    waiting, seen = [schema], set()
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, Mapping):
            continue
        yield one
        reference = one.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            waiting.append(definitions.get(reference.removeprefix(_REFERENCE)))
        waiting.extend(one.get("allOf", ()))


def _type(schema: Any, definitions: Mapping[str, Any]) -> str:
    merged = list(_merged(schema, definitions))
    types = next((one["type"] for one in merged if "type" in one), "value")
    names = [name for name in ([types] if isinstance(types, str) else types) if name != "null"]
    items = next((one["items"] for one in merged if "items" in one), None)
    others = next((one["additionalProperties"] for one in merged if "additionalProperties" in one), None)
    if items is not None:
        return f"list of {_several(items, definitions)}"
    if names == ["object"] and isinstance(others, Mapping):
        return f"map of {_several(others, definitions)}"
    return _short(schema, definitions) if names == ["object"] else " or ".join(names)


def _several(schema: Any, definitions: Mapping[str, Any]) -> str:
    """`strings`, but `Container` as it is called."""
    name = _short(schema, definitions)
    return f"{name}s" if name.islower() and " " not in name else name


def _short(schema: Any, definitions: Mapping[str, Any]) -> str:
    """`Container` of core.v1.Container, `string` of a plain type."""
    for one in _merged(schema, definitions):
        name = str(one.get("$ref", "")).rpartition(".")[2].removeprefix(_REFERENCE)
        if name[:1].isupper():
            return name
    return _type(schema, definitions) if "items" not in schema else "list"
