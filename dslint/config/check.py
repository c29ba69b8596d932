"""A configuration against schemas/config.schema.json, in words that say what to write instead."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dslint.config.settings import ConfigurationError
from dslint.data import schemas_folder
from dslint.kubernetes.nearest import hint

if TYPE_CHECKING:
    from jsonschema import ValidationError


def check(values: Any, place: str, lines: Mapping[str, str]) -> None:
    """`place` is the file, `lines` where each top key stands. Raises ConfigurationError with one line a fault."""
    import jsonschema_rs

    schema = json.loads((schemas_folder() / "config.schema.json").read_text(encoding="utf-8"))
    if jsonschema_rs.Draft202012Validator(schema).is_valid(values):
        return
    from jsonschema import Draft202012Validator

    faults = sorted(Draft202012Validator(schema).iter_errors(values), key=lambda fault: list(map(str, fault.path)))
    raise ConfigurationError("\n".join(line for fault in faults for line in _lines(fault, place, lines)))


def _lines(fault: ValidationError, place: str, lines: Mapping[str, str]) -> Iterable[str]:
    path = [str(key) for key in fault.absolute_path]
    if fault.validator == "additionalProperties":
        yield from _unknown(fault, path, place, lines)
        return
    where = lines.get(path[0], place) if path else place
    name = ".".join(path) or "the configuration"
    yield f"{where}: {name}: {_told(fault)}"


def _unknown(fault: Any, path: list[str], place: str, lines: Mapping[str, str]) -> Iterable[str]:
    known = list(fault.schema["properties"])
    for key in map(str, fault.instance):
        if key not in known:
            where = lines.get(path[0] if path else key, place)
            yield f"{where}: there is no setting {'.'.join([*path, key])}{_nearest(key, known)}"


def _told(fault: Any) -> str:
    if fault.validator == "enum":
        known = [str(value) for value in fault.validator_value]
        return f"{fault.instance!r} is none of {', '.join(known)}{_nearest(str(fault.instance), known)}"
    if fault.validator not in ("type", "anyOf"):
        return str(fault.message)
    quotes = "; put it in quotes" if isinstance(fault.instance, (int, float)) else ""
    return f"{fault.instance!r} is not what belongs here: {fault.schema['description']}{quotes}"


def _nearest(key: str, known: list[str]) -> str:
    return hint(key, known, otherwise=f"; there are {', '.join(known)}")
