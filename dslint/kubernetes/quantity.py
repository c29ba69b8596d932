"""Quantities: `500m`, `1Gi`, `1e3`, as Kubernetes reads, rounds, compares and prints them.

Kubernetes: apimachinery/pkg/api/resource. A quantity is kept exactly, as a Fraction; numbers are rounded up where
Kubernetes rounds up (MilliValue, Value). And integers in texts of any length.

Fractions are imported where there are some: with decimal, which they need, that takes as long as to check a manifest.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_QUANTITY = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?"
    r"(?:[eE](?P<exponent>[+-]?[0-9]{1,18})|(?P<suffix>[KMGTPE]i|[numkMGTPE])?)"
)

_USUAL = re.compile(r"([1-9][0-9]{0,11})(m|k|[MGT]|(?<![0-9]{12})Ki|(?<![0-9]{9})Mi|(?<![0-9]{6})Gi|(?<![0-9]{3})Ti)?")
"""How most quantities are written. With more digits before Ki to Ti, Kubernetes writes them anew: 1Pi for 1024Ti."""
_USUAL_FACTORS: dict[str | None, int] = {
    None: 1,
    **{suffix: 10**power for suffix, power in _DECIMAL.items() if power > 0},
    **{suffix: 1024**power for suffix, power in _BINARY.items()},
}

SPACES = " \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What may stand around a quantity. Kubernetes trims the JSON text, in which tabs and line breaks are escapes."""

_LARGEST_BINARY = 2**63 - 1
_MOST_DIGITS = 400
"""Longer numbers and larger exponents exceed all limits in Kubernetes; they are cut, not computed."""
_CONVERTED_DIGITS = 4_000
"""The number of digits that Python converts; its time grows with their square."""

BEYOND = 10**_CONVERTED_DIGITS
"""Replaces all larger numbers; no limit in Kubernetes is that large."""


class QuantityError(ValueError):
    """A text that is not a valid quantity."""


@lru_cache(maxsize=4096)
def parse(text: str | int | float) -> Fraction:
    """The value in the unit of the resource (cores, bytes, pieces), as exact as Kubernetes stores it.

    Raises QuantityError.
    """
    from fractions import Fraction

    usual = _USUAL.fullmatch(str(text))
    if usual is not None:
        # Plain arithmetic takes a tenth of the time of fractions.
        number, suffix = usual.groups()
        if suffix == "m":
            return Fraction(int(number), 1000)
        return Fraction(int(number) * _USUAL_FACTORS[suffix])
    match = _QUANTITY.fullmatch(str(text).strip(SPACES))
    if match is None or not match[0]:
        raise QuantityError(f"{text!r} is not a quantity; write it as 500m, 2, 1Gi or 1e3")
    whole, part = match["whole"].lstrip("0"), match["part"] or ""
    digits = whole + part[:_MOST_DIGITS]
    exponent = len(whole) - len(digits) + max(len(digits) - _MOST_DIGITS, 0)
    count = Fraction(int(match["sign"] + (digits[:_MOST_DIGITS] or "0")))
    suffix = match["suffix"] or ""
    if suffix in _BINARY:
        binary = count * _power_of_ten(exponent) * 1024 ** _BINARY[suffix]
        largest = Fraction(_LARGEST_BINARY)
        return _rounded(max(min(binary, largest), -largest))
    return _rounded(count * _power_of_ten(exponent + int(match["exponent"] or _DECIMAL[suffix])))


def _rounded(amount: Fraction) -> Fraction:
    """Round to billionths, away from zero, so that tiny amounts are not lost."""
    from fractions import Fraction

    billionths = math.ceil(abs(amount) * 10**9)
    return Fraction(billionths if amount > 0 else -billionths, 10**9)


def _power_of_ten(exponent: int) -> Fraction:
    from fractions import Fraction

    exponent = max(min(exponent, _MOST_DIGITS), -_MOST_DIGITS)
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def is_usual(text: object) -> bool:
    """Whether it is written as most quantities are: 500m, 2, 1Gi.

    Such a one is positive, no finer than a milli, and kept as it is.
    """
    return _USUAL.fullmatch(str(text)) is not None


@lru_cache(maxsize=4096)
def usual_milli(text: str | int | float) -> int | None:
    """In thousandths, if it is written as most quantities are."""
    usual = _USUAL.fullmatch(str(text))
    if usual is None:
        return None
    number, suffix = usual.groups()
    return int(number) if suffix == "m" else int(number) * _USUAL_FACTORS[suffix] * 1000


def is_quantity(text: str) -> bool:
    """Whether Kubernetes accepts it as it is (ParseQuantity)."""
    return _QUANTITY.fullmatch(text) is not None and text != ""


def value(text: str | int | float) -> int:
    """In whole units, rounded up (Quantity.Value). Raises QuantityError."""
    return math.ceil(parse(text))


def milli_value(text: str | int | float) -> int:
    """In thousandths, rounded up (Quantity.MilliValue). Raises QuantityError."""
    return math.ceil(parse(text) * 1000)


@lru_cache(maxsize=4096)
def base_units(resource: str, text: str | int | float) -> int:
    """As the scheduler counts: millicores for cpu, whole units for all other resources."""
    return milli_value(text) if resource == "cpu" else value(text)


def whole(text: str) -> int:
    """The integer that a text contains, limited to BEYOND in both directions."""
    if len(text) <= _CONVERTED_DIGITS:
        return int(text)
    digits = text.lstrip("+-").lstrip("0")
    size = BEYOND if len(digits) > _CONVERTED_DIGITS else int(digits or "0")
    return -size if text.startswith("-") else size
