"""Amounts of memory and storage in parts of a byte.

Kubernetes: `MilliValue() % 1000` in pkg/api/pod/warnings.go, which overflows for the largest amounts: 1Ei is told to
have a fraction. That is done here too, since the server says it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dslint.findings import Problem
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.quantity_text import canonical, rounded_to_milli
from dslint.kubernetes.raw_values import Map

FRACTION = "DS308"
BYTES = ("memory", "ephemeral-storage")
LARGEST = 2**63


def fraction_warnings(amounts: Map, place: Field, names: Iterable[str] = BYTES) -> Problems:
    for name in names:
        text = amounts.get(name)
        if text is not None and _has_fraction(str(text)):
            here = place.key(name)
            shown = quoted(rounded_to_milli(text))
            yield Problem(
                FRACTION, f"fractional byte value {shown} is invalid, must be an integer", here.path, here.field
            )


def _has_fraction(text: str) -> bool:
    try:
        quantity = canonical(text)
    except QuantityError:
        return False
    thousandths = quantity.amount * 1000
    if thousandths.denominator != 1 or abs(thousandths) < LARGEST:
        return thousandths % 1000 != 0
    if quantity.scale > 0:
        return False
    # Go's product wraps round where the digits stand as they are; with a suffix of ten it gives up and says 0.
    wrapped = (int(thousandths) + LARGEST) % (2 * LARGEST) - LARGEST
    return abs(wrapped) % 1000 != 0
