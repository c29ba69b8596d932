"""msgspec's errors about values of the wrong type, in the words of the schemas."""

from __future__ import annotations

import re

from dslint.findings import FieldPath
from dslint.own_files.errors import SHOWN_TYPES
from dslint.own_files.schema_wording import TYPES

OUT_OF_RANGE = "no field accepts a number this large"

_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at `(?P<kind>key in )?\$?(?P<path>[^`]*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_WANTED = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_OUT_OF_RANGE = "Number out of range"
_JSON_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_PYTHON_TYPES = {"object": dict, "array": list, "str": str, "int": int, "float": float, "bool": bool}


def type_fault(message: str, value: object) -> tuple[FieldPath, str]:
    """The path in `value` that a message of msgspec is about, and what to write there."""
    match = _MESSAGE.fullmatch(message)
    if match is None:
        return (), message
    return _path(match["path"] or "", value), _wording(match["what"])


def _wording(what: str) -> str:
    if what == _OUT_OF_RANGE:
        return OUT_OF_RANGE
    match = _WANTED.search(what)
    if match is None:
        return what
    names = [_JSON_TYPES.get(name, name) for name in match["wanted"].split(" | ") if name != "null"]
    wanted = " or ".join(dict.fromkeys(TYPES.get(name, name) for name in names))
    got = _PYTHON_TYPES.get(match["got"])
    return f"{SHOWN_TYPES[got] if got else 'nothing'} found; write {wanted}"


def _path(text: str, value: object) -> FieldPath:
    """`.spec.taints[0].key` as a path.

    msgspec writes `[...]` for any value of a map. It is the first one that is not a string.
    """
    path: list[str | int] = []
    for name, index in _STEP.findall(text):
        step = _first_not_text(value) if index == "..." else name or int(index)
        if step is None:
            break
        path.append(step)
        value = _child(value, step)
    return tuple(path)


def _first_not_text(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    return next((key for key, item in value.items() if not isinstance(item, str)), None)


def _child(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) else None
