"""Quantities as the API server stores them: `0.5` becomes 500m, `1024Mi` becomes 1Gi, `1e3` stays. And for people.

Kubernetes: apimachinery/pkg/api/resource (ParseQuantity, CanonicalizeBytes, RoundUp). A text that is nearly canonical
is kept as written; all others are converted to the canonical form of their format.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from dslint.kubernetes.quantity import SPACES, QuantityError, is_usual, parse

if TYPE_CHECKING:
    from fractions import Fraction

DECIMAL = "DecimalSI"
BINARY = "BinarySI"
EXPONENT = "DecimalExponent"

_PARTS = re.compile(r"[+-]?0*(?P<whole>[0-9]*)(?P<point>\.(?P<rest>[0-9]*))?(?P<suffix>.*)")
_DECIMAL_SUFFIXES = {-9: "n", -6: "u", -3: "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T", 15: "P", 18: "E"}
_DECIMAL_EXPONENTS = {suffix: exponent for exponent, suffix in _DECIMAL_SUFFIXES.items()}
_BINARY_SUFFIXES = ("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")
_FAST_DIGITS = 18
_LARGEST = 2**63 - 1
_FINEST = -9
_MILLI = -3
_BYTES = ((1 << 40, "Ti"), (1 << 30, "Gi"), (1 << 20, "Mi"), (1 << 10, "Ki"))


class WrittenQuantity(NamedTuple):
    """A quantity with its format, and its text if Kubernetes keeps it as written (otherwise "")."""

    amount: Fraction
    format: str
    scale: int
    """The power of ten of its last digit. Below -3, it is rounded in a resource list."""
    kept: str

    def __str__(self) -> str:
        return self.kept or written(self.amount, self.format)


def canonical(text: str | int | float) -> WrittenQuantity:
    """The quantity as ParseQuantity returns it. Raises QuantityError."""
    stripped = str(text).strip(SPACES)
    amount = parse(stripped)
    match = _PARTS.fullmatch(stripped)
    if match is None:
        raise QuantityError(f"{text!r} is not a quantity; write it as 500m, 2, 1Gi or 1e3")
    whole, rest, suffix = match["whole"] or "0", match["rest"] or "", match["suffix"]
    if suffix in _BINARY_SUFFIXES[1:]:
        return _binary(stripped, amount, whole, rest, _BINARY_SUFFIXES.index(suffix))
    return _decimal(stripped, amount, whole + rest, suffix, len(rest))


def _decimal(text: str, amount: Fraction, digits: str, suffix: str, places: int) -> WrittenQuantity:
    exponential = suffix[:1] in ("e", "E") and suffix != "E"
    style = EXPONENT if exponential else DECIMAL
    scale = (int(suffix[1:]) if exponential else _DECIMAL_EXPONENTS[suffix]) - places
    if len(digits) > _FAST_DIGITS or scale < _FINEST:
        return WrittenQuantity(_rounded(amount, _FINEST), style, _FINEST, "")
    keeps = scale % 3 == 0 and not digits.endswith("000") and digits[0] != "0"
    return WrittenQuantity(amount, style, scale, text if keeps else "")


def _binary(text: str, amount: Fraction, whole: str, rest: str, power: int) -> WrittenQuantity:
    # 1Mi has some 6 decimal digits, so ten powers of two count as three digits.
    fast = not rest and 15 - len(whole) - power * 3 - 1 >= 0
    if fast:
        return WrittenQuantity(amount, BINARY, 0, text if int(whole) % 8 else "")
    from fractions import Fraction

    amount = min(_rounded(amount, _FINEST), Fraction(_LARGEST))
    return WrittenQuantity(amount, DECIMAL if 0 < amount < 1 else BINARY, _FINEST, "")


def rounded_to_milli(text: str | int | float) -> str:
    """The quantity in a resource list: rounded to thousandths away from zero, in canonical text if rounded."""
    kept = milli_at_finest(text)
    try:
        return str(canonical(kept))
    except QuantityError:
        return kept


def milli_at_finest(text: str | int | float) -> str:
    """The text, or the quantity rounded to thousandths away from zero if it is finer.

    Invalid quantities are returned as they are: the decoder reports them.
    """
    if is_usual(text):
        return str(text)
    stripped = str(text).strip(SPACES)
    try:
        quantity = canonical(stripped)
    except QuantityError:
        return str(text)
    if quantity.scale >= _MILLI:
        return stripped
    return written(_rounded(quantity.amount, _MILLI), quantity.format)


def _rounded(amount: Fraction, scale: int) -> Fraction:
    """Round away from zero, to multiples of a power of ten."""
    from fractions import Fraction

    unit = Fraction(10) ** scale
    count = math.ceil(abs(amount) / unit)
    return unit * (count if amount >= 0 else -count)


def written(amount: Fraction, style: str) -> str:
    """An amount in the canonical text of a format; amounts are multiples of a nano."""
    if not amount:
        return "0"
    if style == BINARY and abs(amount) >= 1024 and amount.denominator == 1:
        return _written_binary(int(amount))
    return _written_decimal(amount, exponential=style == EXPONENT)


def _written_binary(amount: int) -> str:
    power = 0
    while amount % 1024 == 0 and power < len(_BINARY_SUFFIXES) - 1:
        amount //= 1024
        power += 1
    return f"{amount}{_BINARY_SUFFIXES[power]}"


def _written_decimal(amount: Fraction, *, exponential: bool) -> str:
    mantissa, exponent = int(amount * 10**9), -9
    while mantissa % 1000 == 0 and (exponential or exponent < 18):
        mantissa //= 1000
        exponent += 3
    if exponential:
        return f"{mantissa}e{exponent}" if exponent else str(mantissa)
    return f"{mantissa}{_DECIMAL_SUFFIXES[exponent]}"


def show(resource: str, amount: int) -> str:
    """`300m`, `2`, `1536Mi`: base units in the largest unit that divides them."""
    if resource == "cpu":
        return str(amount // 1000) if amount % 1000 == 0 else f"{amount}m"
    if resource in ("memory", "ephemeral-storage") or resource.startswith("hugepages-"):
        return _bytes(amount)
    return str(amount)


def _bytes(amount: int) -> str:
    for size, unit in _BYTES:
        if amount and amount % size == 0:
            return f"{amount // size}{unit}"
    return str(amount)
