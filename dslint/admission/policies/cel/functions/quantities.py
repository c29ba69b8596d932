"""quantity(): amounts of resources. In the library a quantity travels as a map of its amount and its decimal places.

The places say whether it is an integer for Kubernetes: 1000m is none, though it is as much as 1.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any

from dslint.admission.policies.cel.functions.overloads import FunctionError, overload
from dslint.kubernetes.quantity import QuantityError, parse

QUANTITY = "kubernetes.Quantity"

Map = dict[str, Any]

_INEXACT = 99
"""The places of a quantity that Kubernetes keeps as a decimal number of any size: never an integer."""

_PLACES = {"n": 9, "u": 6, "m": 3, "": 0, "k": -3, "M": -6, "G": -9, "T": -12, "P": -15, "E": -18}
_FORM = re.compile(
    r"[+-]?(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<exponent>[+-]?[0-9]+)|(?P<suffix>[KMGTPE]i|[numkMGTPE])?)"
)
_FAULT = re.compile(r"([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)")
_LARGEST = 2**63 - 1


def quantity(text: str) -> Map:
    try:
        amount = parse(text)
    except QuantityError:
        raise FunctionError(_fault(text)) from None
    return _map(amount, _places(text))


def is_quantity(text: str) -> bool:
    try:
        parse(text)
    except QuantityError:
        return False
    return True


def _fault(text: str) -> str:
    if not text:
        return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    match = re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?P<suffix>[^0-9.]*)", text)
    if match is not None and _FAULT.fullmatch(text):
        return "unable to parse quantity's suffix"
    return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"


def _places(text: str) -> int:
    match = _FORM.fullmatch(text.strip())
    assert match is not None
    part = len(match["part"] or "")
    if match["exponent"]:
        return part - int(match["exponent"])
    suffix = match["suffix"] or ""
    if suffix.endswith("i"):
        return _INEXACT if part else 0
    return part + _PLACES[suffix]


def _map(amount: Fraction, places: int) -> Map:
    return {"@type": QUANTITY, "amount": str(amount), "places": places}


def _amount(one: Map) -> Fraction:
    return _read(one["amount"])


@lru_cache(maxsize=4096)
def _read(text: str) -> Fraction:
    return Fraction(text)


def compare(one: Map, other: Map) -> int:
    first, second = _amount(one), _amount(other)
    return (first > second) - (first < second)


def _sign(one: Map) -> int:
    amount = _amount(one)
    return (amount > 0) - (amount < 0)


def _is_integer(one: Map) -> bool:
    return one["places"] <= 0 and -_LARGEST - 1 <= _amount(one) <= _LARGEST


def _as_integer(one: Map) -> int:
    if not _is_integer(one):
        raise FunctionError("cannot convert value to integer")
    return int(_amount(one))


def _as_float(one: Map) -> float:
    return float(_amount(one))


def _add(one: Map, other: Map) -> Map:
    return _map(_amount(one) + _amount(other), _places_of_both(one, other))


def _subtract(one: Map, other: Map) -> Map:
    return _map(_amount(one) - _amount(other), _places_of_both(one, other))


def _places_of_both(one: Map, other: Map) -> int:
    """Of two amounts the finer one decides, unless the other is nothing."""
    if not _amount(one):
        return int(other["places"])
    return int(max(one["places"], other["places"]) if _amount(other) else one["places"])


def _of_integer(number: int) -> Map:
    return _map(Fraction(number), 0)


_ON = f"<{QUANTITY}>"

QUANTITIES = (
    overload(f"quantity(string) -> {QUANTITY}", quantity),
    overload("isQuantity(string) -> bool", is_quantity),
    overload(f"sign({QUANTITY}) -> int", _sign),
    overload(f"{_ON}.isGreaterThan({QUANTITY}) -> bool", lambda one, other: compare(one, other) > 0),
    overload(f"{_ON}.isLessThan({QUANTITY}) -> bool", lambda one, other: compare(one, other) < 0),
    overload(f"{_ON}.compareTo({QUANTITY}) -> int", compare),
    overload(f"{_ON}.asApproximateFloat() -> double", _as_float),
    overload(f"{_ON}.asInteger() -> int", _as_integer),
    overload(f"{_ON}.isInteger() -> bool", _is_integer),
    overload(f"{_ON}.add({QUANTITY}) -> {QUANTITY}", _add),
    overload(f"{_ON}.add(int) -> {QUANTITY}", lambda one, number: _add(one, _of_integer(number))),
    overload(f"{_ON}.sub({QUANTITY}) -> {QUANTITY}", _subtract),
    overload(f"{_ON}.sub(int) -> {QUANTITY}", lambda one, number: _subtract(one, _of_integer(number))),
)
