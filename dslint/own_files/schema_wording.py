"""Messages for schema violations: the same message for the same mistake in every file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from dslint.kubernetes.suggestions import nearest as nearest_word
from dslint.kubernetes.suggestions import suggestion
from dslint.own_files.errors import shown_type

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

TYPES = {
    "object": "a map", "array": "a list", "string": "a string in quotes", "integer": "a whole number",
    "number": "a number", "boolean": "true or false", "null": "null",
}  # fmt: skip
_LEAST = ("minItems", "minProperties", "minLength")
_SHORT = 60


def message_of(error: ValidationError) -> str:
    """What was found, and what to write instead."""
    seen: Any = error.instance
    advice = _advice(error)
    if error.validator in ("enum", "const"):
        known = error.validator_value if error.validator == "enum" else [error.validator_value]
        return _not_among(seen, cast("list[Any]", known))
    wanted = _types_wanted(error)
    if wanted:
        return f"{shown_type(seen)} found; {advice or f'write {wanted}'}{_quotes(seen, advice, wanted)}"
    if error.validator in _LEAST and not seen:
        return f"is empty; {advice or 'write at least one'}"
    return f"{_short(seen)} is not valid; {advice or error.message}"


def unknown_fields(error: ValidationError) -> dict[str, str]:
    """The unknown fields of a violation, each with its message."""
    if error.validator != "additionalProperties" or error.validator_value is not False:
        return {}
    known = list(_schema(error)["properties"])
    fields: Any = error.instance
    return {str(key): f"unknown field{nearest(str(key), known)}" for key in fields if key not in known}


def missing_fields(error: ValidationError) -> list[str]:
    """A message for each missing field, except those that are only misspelled: they are reported as unknown."""
    present: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "dependentRequired":
        wanted = [name for field, names in wanted.items() if field in present for name in names]
    known = _schema(error).get("properties", {})
    are_reported = _schema(error).get("additionalProperties") is False
    unknown = [str(key) for key in present if key not in known] if are_reported else []
    missing = [name for name in wanted if name not in present and not _is_meant(name, unknown, known)]
    advice = _advice(error) if error.validator == "dependentRequired" else None
    return [f"{name} is missing" + (f"; {advice}" if advice else "") for name in missing]


def nearest(name: str, known: Iterable[object], *, tell_all: bool = True) -> str:
    """`; did you mean X?`, otherwise the known names."""
    names = [str(item) for item in known]
    return suggestion(name, names, otherwise=f"; expected one of {', '.join(names)}" if names and tell_all else "")


def _is_meant(name: str, unknown: Iterable[str], known: Iterable[str]) -> bool:
    """Whether one of the unknown fields is a misspelling of this one."""
    return any(nearest_word(key, known) == name for key in unknown)


def _not_among(seen: Any, known: list[Any]) -> str:
    if len(known) == 1:
        return f"{_short(seen)} found; write {json.dumps(known[0], ensure_ascii=False)}"
    names = ", ".join(value if isinstance(value, str) else json.dumps(value) for value in known)
    return f"{_short(seen)} is not one of {names}{suggestion(str(seen), map(str, known))}"


def _types_wanted(error: ValidationError) -> str:
    """The types that a value may have, if it has none of them; otherwise an empty string."""
    if error.validator == "type":
        wanted: Any = error.validator_value
        return _types([wanted] if isinstance(wanted, str) else wanted)
    context = error.context or ()
    if error.validator in ("anyOf", "oneOf") and all(inner.validator == "type" for inner in context):
        return _types([str(inner.validator_value) for inner in context])
    return ""


def _types(names: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(TYPES.get(name, name) for name in names))


def _quotes(seen: Any, advice: str | None, wanted: str) -> str:
    """Adds `in quotes` to advice that does not mention it, if a number was found where a string is expected."""
    unquoted = isinstance(seen, int | float) and "string" in wanted
    return " in quotes" if unquoted and advice and "quotes" not in advice else ""


def _advice(error: ValidationError) -> str | None:
    """The advice (`x-say`) of the schema at this path, or of the alternatives that contain it."""
    at: ValidationError | None = error
    while at is not None and len(at.absolute_path) == len(error.absolute_path):
        if "x-say" in _schema(at):
            return str(_schema(at)["x-say"])
        at = cast("ValidationError | None", at.parent)
    return None


def _schema(error: ValidationError) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", error.schema if isinstance(error.schema, dict) else {})


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHORT else shown_type(value)
