"""Objects that a caller gives as values -> what their JSON would have been."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

DEEPEST = 200
"""Levels of nesting that are followed; no field of Kubernetes is as deep."""

_DIGITS = 4_000
_TOO_LARGE = 10**_DIGITS
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WANTED = "give text, a number, a boolean, None, a list or a dict with text as keys, as JSON has them"

Way = tuple[str | int, ...]


def plain(value: Any, way: Way = ()) -> Any:
    """A copy that holds nothing but JSON's own types; half a surrogate pair is U+FFFD, as Kubernetes stores it.

    Raises TypeError for what JSON has no word for, such as dates and keys that are no text, and ValueError for numbers
    that no JSON can hold and for endless nesting; the message says where.
    """
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value, way)
    if len(way) >= DEEPEST:
        raise ValueError(f"{_where(way[:3])} … is nested deeper than {DEEPEST} levels")
    if isinstance(value, Mapping):
        return {_key(key, way): plain(inner, (*way, key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner, (*way, index)) for index, inner in enumerate(value)]
    raise TypeError(f"{_where(way)} is of type {type(value).__name__}; {_WANTED}")


def _number(value: float, way: Way) -> float:
    if isinstance(value, int):
        if abs(value) < _TOO_LARGE:
            return value
        raise ValueError(f"{_where(way)} is a number of more than {_DIGITS} digits, which no field accepts")
    if not math.isfinite(value):
        raise ValueError(f"{_where(way)} is {value}, which JSON cannot represent")
    return value


def _key(key: Any, way: Way) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key of {_where(way)} is {key!r}, not text; {_WANTED}")
    return _LONE_SURROGATE.sub("\ufffd", key)


def _where(way: Way) -> str:
    text = ""
    for step in way:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text or "the object"
