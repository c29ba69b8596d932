"""The type at a path: its schema, and the structs on the way."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.schema.definitions import Definitions, Schema, is_struct


class TypeAtPath(NamedTuple):
    """`owner` is the struct that the path is in, or the one it leads to if it leads to a struct's members.

    `above` are the structs above it, outermost first, each with the number of steps that lead to it.
    `fields` are the steps of the path that are fields, neither indices nor keys of maps, each with its struct's name.
    """

    schema: Schema
    owner: str
    above: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, str], ...]


def type_at(known: Definitions, root: str, path: FieldPath, *, inside: bool) -> TypeAtPath:
    """The type at a path. With `inside` the path leads to a struct and its members are meant, else the value itself."""
    schema: Schema = {"$ref": f"#/$defs/{root}"}
    structs: list[tuple[str, int]] = [(root, 0)]
    fields: list[tuple[str, str]] = []
    for depth, key in enumerate(path, start=1):
        if isinstance(key, str) and is_struct(known.resolved(schema)):
            fields.append((short_name(schema["$ref"]), key))
        schema = known.below(schema, key) or {}
        last = depth == len(path)
        if (not last or inside) and "$ref" in schema and is_struct(known.resolved(schema)):
            structs.append((schema["$ref"].removeprefix("#/$defs/"), depth))
    return TypeAtPath(schema, structs[-1][0], tuple(structs[:-1]), tuple(fields))


def path_in(value: Any, steps: Iterable[str | int], found: Any) -> FieldPath:
    """The path to an error of the schema library, as it is in the value.

    The library gives the key "2024" of a map as the index of an item, and omits the key "".
    """
    path: list[str | int] = []
    for step in steps:
        key = _key_of(value, step)
        while key is None and isinstance(value, dict) and "" in value:
            path.append("")
            value = value[""]
            key = _key_of(value, step)
        if key is None:
            break
        path.append(key)
        value = value[key]
    unnamed = isinstance(value, dict) and "" in value and value != found
    return (*path, "") if unnamed else tuple(path)


def _key_of(value: Any, step: str | int) -> str | int | None:
    if not isinstance(value, dict):
        return step
    if str(step) in value:
        return str(step)
    return next((key for key in value if (key.lstrip("0+") or "0") == str(step)), None)


def short_name(reference: str) -> str:
    """`#/$defs/core.v1.Container` -> `Container`."""
    return reference.rpartition(".")[2]
