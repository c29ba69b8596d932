"""Checks values against the schemas of dslint's own files. Errors say what to write.

jsonschema-rs decides, because it is fast; if it says no, jsonschema explains why. Neither fetches anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.data import refuse, schemas_folder
from dslint.findings import FieldPath
from dslint.own_files.errors import OwnFileErrors
from dslint.own_files.reader import OwnFile

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema_rs import Draft202012Validator

_KIND = ("kind",)
_OF_UNKNOWN, _OF_MISSING, _OF_OTHERS = range(3)
"""At the same place, unknown fields come first: other errors often follow from them."""


class Fault(NamedTuple):
    """What is wrong at a path, and what to do."""

    path: FieldPath
    message: str


def check(file: OwnFile, schema: str) -> None:
    """Raises OwnFileErrors with every fault, in the order of the file."""
    found = faults(file.value, schema, file.position)
    if found:
        raise OwnFileErrors(file.error(fault.message, fault.path) for fault in found)


def faults(value: Any, schema: str, position: Callable[[FieldPath], Any] | None = None) -> list[Fault]:
    """What breaks `schemas/<schema>.schema.json`, in the order of the file where positions are known."""
    if _is_valid(value, schema):
        return []
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(_document(schema), registry=refusing_registry()).iter_errors(value)
    found = _independent(dict.fromkeys(item for error in errors for item in _faults(error)))
    sorted_faults = [fault for _, fault in sorted(found, key=lambda item: _order(item[1], item[0], position))]
    # A file of another kind breaks the schema everywhere.
    return [fault for fault in sorted_faults if fault.path == _KIND] or sorted_faults


@cache
def refusing_registry() -> Any:
    from referencing import Registry

    return Registry(retrieve=refuse)  # type: ignore[call-arg]


def _is_valid(value: Any, schema: str) -> bool:
    try:
        return validator(schema).is_valid(value)
    except ValueError:  # a value that jsonschema-rs does not accept; jsonschema explains it
        return False


@cache
def validator(schema: str) -> Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(_document(schema), retriever=refuse)


@cache
def _document(schema: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((schemas_folder() / f"{schema}.schema.json").read_text(encoding="utf-8"))
    return value


def _order(fault: Fault, rank: int, position: Callable[[FieldPath], Any] | None) -> tuple[Any, ...]:
    line = tuple(position(fault.path) or ()) if position else ()
    return (line, rank, len(fault.path), [str(key) for key in fault.path])


def _faults(error: ValidationError) -> Iterator[tuple[int, Fault]]:
    from dslint.own_files.schema_wording import message_of, missing_fields, unknown_fields

    error = _innermost(error)
    path = tuple(error.absolute_path)
    unknown = unknown_fields(error)
    if unknown:
        yield from ((_OF_UNKNOWN, Fault((*path, key), message)) for key, message in unknown.items())
    elif error.validator in ("required", "dependentRequired"):
        yield from ((_OF_MISSING, Fault(path, message)) for message in missing_fields(error))
    else:
        yield _OF_OTHERS, Fault(path, message_of(error))


def _independent(found: Iterable[tuple[int, Fault]]) -> list[tuple[int, Fault]]:
    """Without errors of a whole map that has an unknown field: they may only follow from that field."""
    faults = list(found)
    unknown_in = {fault.path[:-1] for rank, fault in faults if rank == _OF_UNKNOWN}
    return [(rank, fault) for rank, fault in faults if rank != _OF_OTHERS or fault.path not in unknown_in]


def _innermost(error: ValidationError) -> ValidationError:
    """Of several alternatives that all fail, the one with the deepest error is the most helpful."""
    deeper = [inner for inner in error.context or () if len(inner.absolute_path) > len(error.absolute_path)]
    if not deeper:
        return error
    return _innermost(max(deeper, key=lambda inner: len(inner.absolute_path)))
