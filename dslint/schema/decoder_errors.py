"""The errors of the API server's decoder in its own words, with help."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

from dslint.findings import FieldPath, Fix, Problem
from dslint.kubernetes.field_path import field_text
from dslint.kubernetes.quantity import SPACES
from dslint.kubernetes.release import Release, Version
from dslint.schema import go_names, unknown_fields
from dslint.schema.behaviours import STRICT_FIELDS
from dslint.schema.decoder_fixes import measured, renamed, retyped
from dslint.schema.definitions import Definitions, Schema, is_struct
from dslint.schema.go_time import parse_error
from dslint.schema.type_lookup import TypeAtPath, type_at

_MALFORMED = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
_UNKNOWN_SUFFIX = "unable to parse quantity's suffix"
_WELL_FORMED = re.compile(r"[+-]?[0-9]*(\.[0-9]*)?(?:(?:[eEinumkKMGTP]+[+-]?|[+-])[0-9]*)?")

_LARGEST = {"int32": 2**31 - 1, "int64": 2**63 - 1}

_NAMES = {"boolean": "bool", "int-or-string": "int32", "time": "string"}
"""Go's names of scalar types, if they differ from the schema's."""

_WANTED = {
    "array": "write a list: each item on its own line after a dash",
    "object": "write a map: fields of their own, indented below it",
    "boolean": "write true or false, without quotes",
    "integer": "write a whole number, without quotes",
    "string": "write it in quotes",
}


_WORDS = {
    "array": "a list",
    "bool": "a boolean",
    "int32": "an integer",
    "int64": "an integer",
    "number": "a number",
    "object": "a map",
    "string": "a string",
}
"""What JSON and Go call a type, in the words of YAML."""


def unknown_field(known: Definitions, root: str, path: FieldPath, struct: Any, field: str, release: Release) -> Problem:
    """The problem of an unknown field. `path` leads to the object that has it, which is `struct`."""
    full = (*path, field)
    place = type_at(known, root, path, inside=True)
    release.version_alike(partial(_same_advice, place, struct, field, path))
    help_, meant = unknown_fields.advised(known.version, place.owner, place.above, field, path)
    own = known.by_name[place.owner].get("properties", {})
    fix = renamed(known, own, struct, field, meant, full)
    return refused_field(full, help_, fix, release)


def refused_field(path: FieldPath, help_: str | None, fix: Fix | None, release: Release) -> Problem:
    """The problem of an unknown field at a path."""
    name = field_text(path)
    if release.has(STRICT_FIELDS):
        return Problem("DS101", f'unknown field "{name}"', path, name, "key", help=help_, fix=fix)
    message = f'unknown field "{name}": kubectl rejects it, the API server drops it'
    return Problem("DS102", message, path, name, "key", help=help_, fix=fix)


def _same_advice(
    place: TypeAtPath, struct: Any, field: str, path: FieldPath, version: Version, versions: tuple[Version, ...]
) -> int:
    from dslint.schema.shared_words import same_advice

    return same_advice(place, struct, field, path, version, versions)


def _same_name(root: str, path: FieldPath, version: Version, versions: tuple[Version, ...]) -> int:
    from dslint.schema.shared_words import same_type_at

    return same_type_at(root, path, version, versions)


def unreadable_value(
    known: Definitions, root: str, path: FieldPath, value: Any, scalar: str, release: Release
) -> Problem:
    """The problem of a value with a wrong type or out of its range. `scalar` is the scalar type, if it is one."""
    if scalar == "quantity":
        help_ = "write it as 500m, 2, 1Gi or 1e3"
        return Problem("DS105", _quantity_message(value), path, field_text(path), help=help_, fix=measured(value, path))
    if scalar == "time" and isinstance(value, str):
        help_ = "write it as 2006-01-02T15:04:05Z"
        return Problem("DS106", parse_error(value), path, field_text(path), help=help_, fix=_without_time(path))
    # A list or a struct may have members that the object lacks and releases differ in; its own type is named.
    release.version_alike(partial(_same_name, root, path))
    place = type_at(known, root, path, inside=False)
    struct, field = place.fields[-1]
    wanted = go_type(known, place.schema, go_names.text_type(struct, field))
    member = go_names.member(struct, place.fields, release)
    code = "DS104" if _overflows(value, wanted) else "DS103"
    is_text = "string" in known.resolved(place.schema).get("type", ())
    problem = type_problem(wanted, value, path, member=member, code=code, is_text=is_text)
    return problem._replace(fix=retyped(known, place.schema, wanted, value, path)) if code == "DS103" else problem


def type_problem(
    wanted: str, value: Any, path: FieldPath, *, member: str, code: str = "DS103", is_text: bool = True
) -> Problem:
    """The decoder's type error. `member` is the Go struct and the fields below it, `wanted` the field's Go type."""
    found = _found(value, wanted)
    message = f"json: cannot unmarshal {found} into Go struct field {member} of type {wanted}"
    label = f"expected {_expected(wanted, is_text=is_text)}, found {_WORDS[found.partition(' ')[0]]}"
    own = label if code == "DS103" else ""
    return Problem(code, message, path, field_text(path), help=_help(wanted, value, is_text=is_text), label=own)


def go_type(known: Definitions, schema: Schema, text: str = "string") -> str:
    """`[]v1.Container`, `map[string]string`, `int32`: the Go type of a schema. `text` is the one of strings."""
    name: str = schema.get("$ref", "").removeprefix("#/$defs/")
    target = known.resolved(schema)
    if name and (is_struct(target) or not target):
        return ".".join(name.split(".")[1:])
    if name:
        return text if name == "string" else _NAMES.get(name, name)
    if "items" in schema:
        return "[]" + go_type(known, schema["items"], text)
    members = schema["additionalProperties"]
    if members.get("$ref") == "#/$defs/quantity":
        return "v1.ResourceList"
    return "map[string]" + go_type(known, members)


def _found(value: Any, wanted: str) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return f"number {json.dumps(value)}" if wanted in {"int32", "int64"} else "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def _expected(wanted: str, *, is_text: bool) -> str:
    if wanted in _WORDS:
        return _WORDS[wanted]
    return "a list" if wanted.startswith("[]") else "a string" if is_text else "a map"


def _overflows(value: Any, wanted: str) -> bool:
    if wanted not in _LARGEST or isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return value == int(value) and not -_LARGEST[wanted] - 1 <= value <= _LARGEST[wanted]


def _help(wanted: str, value: Any, *, is_text: bool) -> str:
    if wanted.startswith("[]"):
        return _WANTED["array"]
    if wanted in {"int32", "int64"}:
        return f"{_WANTED['integer']}; it must fit into {wanted.removeprefix('int')} bits"
    if wanted == "bool":
        return _WANTED["boolean"]
    if not is_text:
        return _WANTED["object"]
    return _WANTED["string"] if not isinstance(value, (dict, list)) else _one_string(value)


def _one_string(value: dict[str, Any] | list[Any]) -> str:
    """Charts keep an image as a map of its parts."""
    parts = value if isinstance(value, dict) else {}
    name, tag = parts.get("repository") or parts.get("name"), parts.get("tag")
    if name and tag:
        registry = f"{parts['registry']}/" if parts.get("registry") else ""
        return f"write it as one string: {registry}{name}:{tag}"
    return f"write one string; a {'map' if isinstance(value, dict) else 'list'} cannot be here"


def _without_time(path: FieldPath) -> Fix | None:
    """The server sets the time of creation, whatever a manifest says."""
    return Fix.removing("remove creationTimestamp", path) if path[-1] == "creationTimestamp" else None


def _quantity_message(value: Any) -> str:
    if not isinstance(value, str) or not value.strip(SPACES):
        return _MALFORMED
    return _UNKNOWN_SUFFIX if _WELL_FORMED.fullmatch(value.strip(SPACES)) else _MALFORMED
