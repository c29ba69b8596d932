"""What Kubernetes makes of one scalar: YAML 1.1 as its library (goyaml.v2) understands it.

`y`, `on` and `No` are booleans, `0777` and `0o777` are 511, `12:30` and dates are text, `1e400` is text.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from dslint.source.numbers import number, number_after_point

Scalar = str | int | float | bool | None

_CORE = "tag:yaml.org,2002:"
STRING_TAG = _CORE + "str"
BINARY_TAG = _CORE + "binary"
MERGE_TAG = _CORE + "merge"
_TIMESTAMP_TAG = _CORE + "timestamp"
_FLOAT_TAG = _CORE + "float"
_TAGS = {bool: _CORE + "bool", int: _CORE + "int", float: _FLOAT_TAG, type(None): _CORE + "null", str: STRING_TAG}
_RESOLVED_TAGS = frozenset(_TAGS.values()) | {_TIMESTAMP_TAG}

WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}
"""Plain scalars that are words, but no text."""

FIRST_CHARACTERS = frozenset("+-0123456789yYnNtTfFoO~.")
"""First characters of plain scalars that may be more than text."""

_DATE = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d))|(?: \d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d+)?))?"
)


class ScalarError(ValueError):
    """A tag and a text that do not go together; the text is the message."""


@lru_cache(maxsize=4096)
def plain(text: str) -> Scalar:
    """The value of a plain scalar without a tag. Floats may be infinite or no number: JSON has none of them."""
    first = text[:1]
    if first and first not in FIRST_CHARACTERS:
        return text
    if text in WORDS:
        return WORDS[text]
    if first == ".":
        value: Scalar = number_after_point(text)
    elif first in "+-0123456789":
        value = number(text)
    else:
        value = None
    return text if value is None else value


def tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar with a tag of its own; an unknown tag says nothing and leaves the text.

    Raises ScalarError.
    """
    if tag == BINARY_TAG:
        return _binary(text)
    if tag not in _RESOLVED_TAGS or tag == STRING_TAG:
        return text
    if tag == _TIMESTAMP_TAG and re.fullmatch(_DATE, text, re.ASCII):
        return text
    value = plain(text)
    found = _TAGS[type(value)]
    if found == tag:
        return value
    if tag == _FLOAT_TAG and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    raise ScalarError(f"{_short(found)} `{text}` is tagged {_short(tag)}; remove the tag")


def _short(tag: str) -> str:
    return "!!" + tag.removeprefix(_CORE)


def _binary(text: str) -> str:
    import base64

    try:
        data = base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except ValueError as error:  # binascii.Error among them
        raise ScalarError("a value tagged !!binary is not valid base64; encode it, or remove the tag") from error
    # Byte by byte, as Go's JSON encoder replaces what is no UTF-8.
    return re.sub("[\udc80-\udcff]", "\ufffd", data.decode("utf-8", "surrogateescape"))
