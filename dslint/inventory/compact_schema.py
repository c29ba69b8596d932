"""What breaks a schema of dslint's own files, such as schemas/inventory.schema.json, in words with their place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from dslint.data import schemas_folder
from dslint.inventory.errors import InventoryError, Place, nearest, shown_type

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def fault_in(value: Any, place: Place) -> InventoryError | None:
    """The first fault of a compact inventory by its schema. None where there is none."""
    schema: dict[str, Any] = json.loads((schemas_folder() / "inventory.schema.json").read_text(encoding="utf-8"))
    return next(_faults(value, schema, place), None)


def explained(value: Any, schema: dict[str, Any], place: Place) -> InventoryError:
    """What is wrong with a value that breaks the schema, in one line: of several faults the one that stands first."""
    return next(_faults(value, schema, place))


def _faults(value: Any, schema: dict[str, Any], place: Place) -> Iterator[InventoryError]:
    from jsonschema import Draft202012Validator

    errors = [_innermost(error) for error in Draft202012Validator(schema).iter_errors(value)]
    if errors:
        first = min(errors, key=lambda error: (place.line(_path(error)) or 0, len(error.absolute_path)))
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        yield place.error(f"{_message(first)}{more}", _path(first))


def _innermost(error: ValidationError) -> ValidationError:
    """Of several alternatives that all fail, the one whose fault lies deepest says most."""
    deeper = [inner for inner in error.context or () if len(inner.absolute_path) > len(error.absolute_path)]
    if not deeper:
        return error
    return _innermost(max(deeper, key=lambda inner: len(inner.absolute_path)))


def _path(error: ValidationError) -> tuple[str | int, ...]:
    path = tuple(error.absolute_path)
    unknown = _unknown(error)
    return (*path, unknown) if unknown is not None else path


def _message(error: ValidationError) -> str:
    seen: Any = error.instance
    wanted = _wanted(error)
    unknown = _unknown(error)
    if unknown is not None:
        return f"unknown field{nearest(unknown, _schema(error)['properties'])}"
    if error.validator == "required":
        missing = next(name for name in wanted if name not in seen)
        return f"no {missing}; write one"
    if error.validator in ("enum", "const"):
        return f"{_short(seen)} is not known{nearest(str(seen), wanted if error.validator == 'enum' else [wanted])}"
    advice = _advice(error)
    if error.validator == "type":
        return f"{shown_type(seen)} found; {advice or 'write ' + _types(wanted)}"
    return f"{_short(seen)} does not fit; {advice or error.message}"


def _advice(error: ValidationError) -> str | None:
    """What the schema says to write at this place, its own or that of the alternatives around it."""
    at: ValidationError | None = error
    while at is not None and len(at.absolute_path) == len(error.absolute_path):
        if "x-say" in _schema(at):
            return str(_schema(at)["x-say"])
        at = cast("ValidationError | None", at.parent)
    return None


def _schema(error: ValidationError) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", error.schema if isinstance(error.schema, dict) else {})


def _wanted(error: ValidationError) -> Any:
    return cast("Any", error.validator_value)


def _unknown(error: ValidationError) -> str | None:
    """The first field that the schema does not know, where that is what is wrong."""
    if error.validator != "additionalProperties" or error.validator_value is not False:
        return None
    fields: Any = error.instance
    return next(str(key) for key in fields if key not in _schema(error)["properties"])


_TYPES = {
    "object": "a map", "array": "a list", "string": "a text in quotes", "integer": "a whole number",
    "number": "a number", "boolean": "true or false", "null": "null",
}  # fmt: skip


def _types(wanted: str | list[str]) -> str:
    return " or ".join(_TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{shown_type(value)}"
