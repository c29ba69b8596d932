"""JSON in dslint's own files, the fast way: values without positions. For an error, the text is read again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from dslint.limits import NUMBER_DIGITS, OWN_FILE_LEVELS


class NotPlainJSONError(ValueError):
    """A text that is not JSON, or has an error that must be reported with its line."""


def read_json(text: str) -> Any:
    """The value of a text. Raises NotPlainJSONError if it is not JSON or repeats a key."""
    if "\\ud" in text or "\\uD" in text or not text.isascii():
        _refuse_lone_surrogates(text)
    try:
        value = json.loads(text, object_pairs_hook=_map, parse_constant=_refuse, parse_float=_float, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise NotPlainJSONError from error
    if not nests_within(value, OWN_FILE_LEVELS):
        raise NotPlainJSONError
    return value


def nests_within(value: Any, levels: int) -> bool:
    """Whether maps and lists nest no deeper."""
    layer: Sequence[Any] = [value]
    for _ in range(levels):
        layer = [inner for outer in layer if isinstance(outer, dict | list) for inner in _inside(outer)]
        if not layer:
            return True
    return not any(isinstance(value, dict | list) for value in layer)


def _inside(value: dict[str, Any] | list[Any]) -> Sequence[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _map(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotPlainJSONError
    return value


def _integer(digits: str) -> int:
    if len(digits) > NUMBER_DIGITS:
        raise NotPlainJSONError
    return int(digits)


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise NotPlainJSONError
    return value


def _refuse(_: str) -> NoReturn:
    raise NotPlainJSONError


def _refuse_lone_surrogates(text: str) -> None:
    """Half a surrogate pair is not a character; the reader with positions uses U+FFFD instead, as Kubernetes does."""
    if "\\ud" in text or "\\uD" in text:
        raise NotPlainJSONError
