"""Numbers as they come out of Kubernetes' YAML library and the JSON that it writes.

The library (goyaml.v2) keeps what fits 64 bits as an integer, makes a float of longer decimals and a big integer of
longer hexadecimals; the JSON encoder then writes whole floats below 1e21 without a fraction, so that `1e3` fits an
integer field.
"""

from __future__ import annotations

import math
import re

INT64 = range(-(2**63), 2**63)
UINT64 = range(2**64)

_INTEGER = re.compile(
    r"([+-]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|(0[0-7]*)|([1-9][0-9]*))",
)
_BASES = {2: 16, 3: 8, 4: 2, 5: 8, 6: 10}
"""The base of each group of _INTEGER."""
_PREFIXED = (2, 3, 4)
_DECIMAL = 6
_EXACT = 2**53
"""Whole floats up to here are what they say."""
_DECIMAL_DIGITS = 20
"""No integer of 64 bits has more."""

_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_POINT_FIRST = r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?"
_SIGNED_BINARY = r"0b([+-][01]+)"


def number(text: str) -> int | float | None:
    """A plain scalar that begins with a digit or a sign, as a number; None when it is text (`1e400`, `12:30`)."""
    plain = text.replace("_", "")
    integer = _integer(plain)
    if integer is not None:
        return integer
    if _FLOAT.fullmatch(plain):
        return _finite(plain)
    signed = re.fullmatch(_SIGNED_BINARY, plain)
    if signed is None:
        return None
    value = int(signed[1], 2)
    return value if value in INT64 else None


def number_after_point(text: str) -> float | None:
    """A plain scalar that begins with a point (`.5`), as a number; None when it is text."""
    return _finite(text.replace("_", "")) if re.fullmatch(_POINT_FIRST, text) else None


def _finite(text: str) -> float | None:
    value = float(text)
    return None if math.isinf(value) else value


def _integer(plain: str) -> int | None:
    match = _INTEGER.fullmatch(plain)
    if match is None or match.lastindex is None:
        return None
    group, digits = match.lastindex, match[match.lastindex]
    if group == _DECIMAL and len(digits) > _DECIMAL_DIGITS:
        return None
    value = int(match[1] + digits, _BASES[group])
    if value in INT64 or (not match[1] and (value in UINT64 or group in _PREFIXED)):
        return value
    return None


def json_number(value: float) -> int | float:
    """A finite float as JSON carries it: whole ones below 1e21 are integers, with the digits that the float tells."""
    if abs(value) >= 1e21 or value != int(value):
        return value
    if abs(value) <= _EXACT:
        return int(value)
    from decimal import Decimal

    return int(Decimal(repr(value)))


def key_text(value: float) -> str:
    """A float used as a key: the shortest text that tells it from other floats of 32 bits, `.inf`, `.nan`."""
    import struct

    if math.isnan(value):
        return ".nan"
    try:
        single: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return ".inf" if value > 0 else "-.inf"
    if math.isinf(single):
        return ".inf" if single > 0 else "-.inf"
    return _shortest(single)


def _shortest(single: float) -> str:
    """As Go formats with %g and the shortest precision: an exponent below 1e-4 and from 1e6 on."""
    import struct
    from decimal import Decimal

    packed = struct.pack("f", single)
    shorter = (text for text in (f"{single:.{digits}e}" for digits in range(9)) if _packs_to(text, packed))
    text = next(shorter, repr(single))
    power = int(text.partition("e")[2] or 0)
    return text if power < -4 or power >= 6 else format(Decimal(text), "f")


def _packs_to(text: str, packed: bytes) -> bool:
    import struct

    try:
        return struct.pack("f", float(text)) == packed
    except OverflowError:
        return False
