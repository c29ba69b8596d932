"""Values as the server's format() shows them: lists and maps with quotes, and numbers as in English.

cel-go: formatList, formatMap, stringFormatter in ext/formatting.go.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

from dslint.admission.policies.cel.functions.overloads import FunctionError, overload
from dslint.admission.policies.cel.functions.times import duration_text, time_text
from dslint.kubernetes.go_quoting import quoted

SHOWN, FIXED, SCIENTIFIC = "@shown", "@fixed", "@scientific"
DIGITS = 6
"""How many decimal places a number has unless the clause says."""

_NARROW_SPACE = "\u202f"
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_INFINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def shown(value: Any) -> str:
    """A value within a list or a map."""
    if isinstance(value, dict):
        entries = sorted((shown(key), shown(item)) for key, item in value.items())
        return f"{{{', '.join(f'{key}:{item}' for key, item in entries)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    show = _SHOW.get(type(value))
    return str(value) if show is None else show(value)


def _double(value: float) -> str:
    if math.isfinite(value):
        return f"{value:.{DIGITS}f}"
    return quoted("NaN" if math.isnan(value) else f"{'+' if value > 0 else '-'}Inf")


_SHOW: dict[type, Callable[[Any], str]] = {
    bool: lambda value: str(value).lower(),
    str: quoted,
    float: _double,
    bytes: lambda value: f"b{quoted(value.decode(errors='replace'))}",
    bytearray: lambda value: f"b{quoted(value.decode(errors='replace'))}",
    dt.datetime: lambda value: f"timestamp({quoted(time_text(value))})",
    dt.timedelta: lambda value: f"duration({quoted(duration_text(value))})",
}


def _fixed(value: Any, digits: int) -> str:
    number = _number(value, "fixed-point")
    return _infinite(number) or f"{number:,.{digits}f}"


def _scientific(value: Any, digits: int) -> str:
    number = _number(value, "scientific")
    if not math.isfinite(number):
        return _infinite(number)
    mantissa, _, exponent = f"{number:.{digits}e}".partition("e")
    power = exponent.removeprefix("+").translate(_RAISED)
    return f"{mantissa}{_NARROW_SPACE}\u00d7{_NARROW_SPACE}10{power}"


def _number(value: Any, clause: str) -> float:
    if isinstance(value, float):
        return value
    if isinstance(value, str) and value in _INFINITE:
        return _INFINITE[value]
    kinds = {bool: "bool", int: "int", str: "string", list: "list", dict: "map", type(None): "null_type"}
    kind = kinds.get(type(value), type(value).__name__)
    raise FunctionError(f"error during formatting: {clause} clause can only be used on doubles, was given {kind}")


def _infinite(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    return {math.inf: "∞", -math.inf: "-∞"}.get(number, "")


FORMATTING = (
    overload("shown(list(A)) -> string", shown),
    overload("shown(map(A, B)) -> string", shown),
    overload("fixed(A, int) -> string", _fixed),
    overload("scientific(A, int) -> string", _scientific),
)
