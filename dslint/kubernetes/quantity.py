"""Quantities: `500m`, `1Gi`, `1e3`, as Kubernetes reads, rounds, compares and prints them.

Kubernetes: apimachinery/pkg/api/resource. A quantity is kept exactly, as a Fraction; numbers are rounded up where
Kubernetes rounds up (MilliValue, Value).
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import lru_cache

_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_QUANTITY = re.compile(
    r"(?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))"
    r"(?:(?P<exponent>[eE][+-]?[0-9]+)|(?P<suffix>[KMGTPE]i|[numkMGTPE])?)"
)


class QuantityError(ValueError):
    """A text that is no quantity."""


@lru_cache(maxsize=4096)
def parse(text: str | int | float) -> Fraction:
    """The exact value, in the resource's own unit (cores, bytes, pieces).

    Raises QuantityError.
    """
    match = _QUANTITY.fullmatch(str(text))
    if match is None:
        raise QuantityError(f"{text!r} is no quantity; write it as 500m, 2, 1Gi or 1e3")
    number = Fraction(match["number"])
    if match["exponent"]:
        return number * _power_of_ten(int(match["exponent"][1:]))
    suffix = match["suffix"] or ""
    if suffix in _BINARY:
        return number * Fraction(1024 ** _BINARY[suffix])
    return number * _power_of_ten(_DECIMAL[suffix])


def _power_of_ten(exponent: int) -> Fraction:
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def is_quantity(text: str) -> bool:
    return _QUANTITY.fullmatch(text) is not None


def value(text: str | int | float) -> int:
    """In whole units, rounded up (Quantity.Value). Raises QuantityError."""
    return math.ceil(parse(text))


def milli_value(text: str | int | float) -> int:
    """In thousandths, rounded up (Quantity.MilliValue). Raises QuantityError."""
    return math.ceil(parse(text) * 1000)


def base_units(resource: str, text: str | int | float) -> int:
    """As the scheduler counts: thousandths of a core for cpu, whole units for everything else."""
    return milli_value(text) if resource == "cpu" else value(text)
