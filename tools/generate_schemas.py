"""Generates schemas/kubernetes-1.N.schema.json for every minor from tools/kubernetes-api/.

    python -m tools.generate_schemas [FOLDER]

Each file is complete: one JSON Schema 2020-12 with every kind that dslint reads, in every apiVersion of the minor, for
editors and for dslint. A type accepts what Kubernetes' JSON decoder accepts: null in place of any value (it counts as
absent), and no unknown field. What the server's validation rejects beyond that comes from tools/constraints/
and has the server's error. kubernetes-fields.json lists the minors that know a field.
tools/line_schemas.py makes the schemas of JSON Lines.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools import line_schemas
from tools.constraints import all_constraints
from tools.constraints.words import FORMS, Constraint
from tools.schema_text import text_of

ROOT = Path(__file__).parent.parent
FACTS = ROOT / "tools" / "kubernetes-api"
OLDEST, NEWEST = 5, 37
ADDRESS = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_SUFFIX = "([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,18})"
_SPACES = "[ \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]*"
QUANTITY = rf"^{_SPACES}([+-]|[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]*){_SUFFIX}?|[+-]?{_SUFFIX}){_SPACES}$"
"""As apimachinery's ParseQuantity: surrounding spaces are ignored, and digits may be missing, even all of them.

The server trims the JSON text, in which tabs and line breaks are escapes: they are not ignored.
"""

_MONTH_AND_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
TIME = (
    f"^([0-9]{{4}}-{_MONTH_AND_DAY}|{_LEAP_YEAR}-02-29)T([01]?[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.,][0-9]+)?"
    "(Z|[+-]([01][0-9]|2[0-4]):[0-5][0-9])$"
)
"""RFC 3339 as Go's time.Parse reads it."""

CONSTRAINTS = all_constraints()

SCALARS: dict[str, Schema] = {
    "boolean": {"type": ["boolean", "null"]},
    "int32": {"type": ["integer", "null"], "minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"type": ["integer", "null"], "minimum": -(2**63), "maximum": 2**63 - 1},
    "int-or-string": {"type": ["integer", "string", "null"], "minimum": -(2**31), "maximum": 2**31 - 1},
    "quantity": {"type": ["number", "string", "null"], "pattern": QUANTITY},
    "string": {"type": ["string", "null"]},
    "time": {"type": ["string", "null"], "format": "date-time", "pattern": TIME},
}
FORMATS = {"date-time": "time", "int32": "int32", "int64": "int64"}


def main(folder: Path) -> None:
    for name, text in files().items():
        (folder / name).write_text(text)


def files() -> dict[str, str]:
    """All generated files by name."""
    definitions = json.loads((FACTS / "definitions.json").read_text())
    kinds = json.loads((FACTS / "kinds.json").read_text())
    written = {
        f"kubernetes-1.{minor}.schema.json": text_of(schema_of(minor, at(definitions, minor), at(kinds, minor)))
        for minor in range(OLDEST, NEWEST + 1)
    }
    written["kubernetes-fields.json"] = text_of({"description": HISTORY, "$defs": history(definitions)})
    return {**written, **line_schemas.files()}


def at(facts: dict[str, list[dict[str, Any]]], minor: int) -> dict[str, Any]:
    """The facts that apply to one minor."""
    return {
        name: entry["definition"]
        for name, entries in facts.items()
        for entry in entries
        if number(entry["since"]) <= minor < number(entry["until"])
    }


def number(version: str | None) -> int:
    return int(version.removeprefix("1.")) if version else NEWEST + 1


def schema_of(minor: int, definitions: dict[str, Any], kinds: dict[str, str]) -> Schema:
    named = {**kinds, "v1 List": "List"}
    return {
        "$schema": ADDRESS,
        "$id": f"https://dslint.dev/schemas/kubernetes-1.{minor}.schema.json",
        "title": f"What runs on nodes, in Kubernetes 1.{minor}",
        "type": "object",
        "required": ["apiVersion", "kind"],
        "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}},
        "allOf": [choice(name, definition) for name, definition in sorted(named.items())],
        "x-kubernetes-kinds": dict(sorted(named.items())),
        "$defs": {
            **SCALARS,
            **FORMS,
            "List": list_schema(),
            **{name: definition_schema(definition, held(minor, name)) for name, definition in definitions.items()},
        },
    }


def choice(name: str, definition: str) -> Schema:
    """`name` is apiVersion and kind, as in kinds.json."""
    api_version, _, kind = name.partition(" ")
    is_it = {"properties": {"apiVersion": {"const": api_version}, "kind": {"const": kind}}}
    return {"if": is_it, "then": reference(definition)}


def list_schema() -> Schema:
    properties = {
        "apiVersion": reference("string"),
        "items": {"type": ["array", "null"], "items": {"$ref": "#"}},
        "kind": reference("string"),
        "metadata": reference("meta.v1.ListMeta"),
    }
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def held(minor: int, definition: str) -> list[Constraint]:
    """The constraints on a definition's fields in one minor."""
    return [
        constraint
        for constraint in CONSTRAINTS.get(definition, ())
        if number(constraint.since or f"1.{OLDEST}") <= minor < number(constraint.until)
    ]


def definition_schema(definition: dict[str, Any], constraints: Sequence[Constraint]) -> Schema:
    if definition.get("any"):
        return {}
    here = [constraint for constraint in constraints if constraint.field in definition]
    properties = {
        field: constrained(field_schema(schema), [constraint for constraint in here if constraint.field == field])
        for field, schema in definition.items()
    }
    return {"type": ["object", "null"], **needed(here), "properties": properties, "additionalProperties": False}


def needed(constraints: Sequence[Constraint]) -> Schema:
    """Members that must be present, each with the errors for its zero value."""
    errors: dict[str, list[Schema]] = {}
    for constraint in constraints:
        if constraint.absent:
            errors.setdefault(constraint.field, []).append(constraint.error)
    return {"required": list(errors), "x-kubernetes-required": errors} if errors else {}


def constrained(schema: Schema, constraints: Sequence[Constraint]) -> Schema:
    for constraint in constraints:
        part = {"x-kubernetes-error": constraint.error, **constraint.refuses_all_but}
        if constraint.absent and "enum" not in part.get("not", {}):
            part = {"x-kubernetes-error": constraint.error, "allOf": [constraint.refuses_all_but, NOT_NULL]}
        inner = schema if constraint.within == "value" else schema.setdefault(PARTS[constraint.within], {})
        inner.setdefault("allOf", []).append(part)
    return schema


PARTS = {"items": "items", "keys": "propertyNames", "values": "additionalProperties"}
NOT_NULL: Schema = {"not": {"type": "null"}}


def field_schema(schema: dict[str, Any]) -> Schema:
    if "$ref" in schema:
        return reference(schema["$ref"])
    if "items" in schema:
        return {"type": ["array", "null"], "items": field_schema(schema["items"])}
    if "additionalProperties" in schema:
        return {"type": ["object", "null"], "additionalProperties": field_schema(schema["additionalProperties"])}
    if schema["type"] == "integer":
        return reference(schema.get("format", "int64"))
    return reference(FORMATS.get(schema.get("format", ""), schema["type"]))


def reference(definition: str) -> Schema:
    return {"$ref": f"#/$defs/{definition}"}


HISTORY = "Fields that not every minor with their definition knows, as [since, until]; until is exclusive."


def history(definitions: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, list[str | None]]]:
    """For each definition the fields that came later or went earlier than the definition itself."""
    found = {}
    for name, entries in definitions.items():
        life = (number(entries[0]["since"]), number(entries[-1]["until"]))
        moved = {
            field: [f"1.{first}", f"1.{last}" if last <= NEWEST else None]
            for field in sorted({field for entry in entries for field in entry["definition"]})
            for first, last in [span(field, entries)]
            if (first, last) != life
        }
        if moved:
            found[name] = moved
    return found


def span(field: str, entries: list[dict[str, Any]]) -> tuple[int, int]:
    holding = [entry for entry in entries if field in entry["definition"]]
    return number(holding[0]["since"]), number(holding[-1]["until"])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "schemas")
