"""Fixes of what the API server's decoder refuses: the field or the value that can only be meant."""

from __future__ import annotations

import json
import re
from typing import Any

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.schema.definitions import Definitions, Schema
from dslint.schema.unknown_fields import plain

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_MODE = re.compile(r"0[0-7]{3}")
_MODES = frozenset({"defaultMode", "mode"})
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}

_SPACED = re.compile(r"([0-9]+(?:\.[0-9]+)?) *([A-Za-z]*)")
_SUFFIXES = {
    **{f"{letter}{end}".casefold(): f"{letter.upper()}i" for letter in "kmgtpe" for end in ("i", "ib")},
    **{f"{letter}b".casefold(): letter for letter in "MGTPE"},
}
"""What people write for the suffixes of sizes. KB may be k or Ki, and mb means M: nobody has thousandths of a byte."""
_KEPT = frozenset({"", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"})
_SIZES = frozenset({"memory", "ephemeral-storage", "storage", "sizeLimit"})


def renamed(known: Definitions, own: Schema, struct: Any, field: str, meant: str | None, path: FieldPath) -> Fix | None:
    """The field with the name that is meant; None if that is there too, or if its type does not fit.

    `own` are the fields of the struct's type, `path` leads to the wrong one.
    """
    if meant is None or not isinstance(struct, dict):
        return None
    if any(other != field and plain(other) == plain(meant) for other in struct):
        return None
    if not _fits(known, own[meant], struct.get(field)):
        return None
    return Fix.renaming(f"rename {field} to {meant}", path, meant)


def _fits(known: Definitions, schema: Schema, value: Any) -> bool:
    """Whether a value may be meant for a field: it has its type, so have the values of a map, and a struct a field."""
    schema = known.resolved(schema)
    types = schema.get("type", ["object"])
    if _json_type(value) not in (types if isinstance(types, list) else [types]):
        return False
    if not isinstance(value, dict) or not value:
        return True
    values = schema.get("additionalProperties")
    if isinstance(values, dict):
        return all(_fits(known, values, item) for item in value.values())
    return not value.keys().isdisjoint(schema.get("properties", value))


def retyped(known: Definitions, schema: Schema, wanted: str, value: Any, path: FieldPath) -> Fix | None:
    """The value in the type that its field has, if it can be read as one. `wanted` is the field's Go type."""
    if wanted == "bool":
        meant = _TRUTHS.get(value.casefold()) if isinstance(value, str) else None
        return None if meant is None else Fix.setting(f"write {str(meant).lower()} without quotes", path, meant)
    if wanted in {"int32", "int64"}:
        return _number(value, path)
    if isinstance(value, (bool, int, float)) and "string" in known.resolved(schema).get("type", ()):
        return Fix("put the value in quotes", (Edit(Operation.QUOTE, path, json.dumps(value)),))
    if wanted.startswith("[]") and isinstance(value, str):
        return _item(known, schema, value, path)
    return None


def _number(value: Any, path: FieldPath) -> Fix | None:
    if isinstance(value, float) and value.is_integer():
        return Fix.setting(f"write {int(value)}", path, int(value))
    if not isinstance(value, str):
        return None
    if path[-1] in _MODES:
        if not _MODE.fullmatch(value):
            return None
        edit = Edit(Operation.SET, path, int(value, 8), written=value)
        return Fix(f"write {value} without quotes", (edit,))
    return Fix.setting(f"write {value} without quotes", path, int(value)) if _WHOLE.fullmatch(value) else None


def _item(known: Definitions, schema: Schema, value: str, path: FieldPath) -> Fix | None:
    """A list of one word; several words may be one item or several."""
    items = known.resolved(known.resolved(schema).get("items", {}))
    if "string" not in items.get("type", ()) or not value or len(value.split()) != 1 or "," in value:
        return None
    return Fix.setting(f"write a list of one item: [{value}]", path, [value])


def measured(value: Any, path: FieldPath) -> Fix | None:
    """The quantity with the suffix that Kubernetes has for it."""
    match = _SPACED.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    suffix = match[2]
    if suffix not in _KEPT:
        suffix = _SUFFIXES.get(suffix.casefold(), "")
        if not suffix or path[-1] not in _SIZES:
            return None
    meant = match[1] + suffix
    return Fix.setting(f"write {meant}", path, meant)


def _json_type(value: Any) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return kinds.get(type(value), "null")
