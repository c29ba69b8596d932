"""The amounts of an inventory: quantities, percentages, durations."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from dslint.kubernetes.quantity import base_units

_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|h|m|s)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}

Amounts = dict[str, str | int | float]
"""Quantities by resource, as they are written."""


class UndeclaredAmountError(ValueError):
    """A percentage of an amount that is not declared."""


def amounts(declared: Mapping[str, str | int | float]) -> dict[str, int]:
    """Quantities by resource, in base units. Raises QuantityError."""
    return {resource: units(resource, amount) for resource, amount in declared.items()}


@lru_cache(maxsize=65536)
def units(resource: str, amount: str | int | float) -> int:
    """In base units. Raises QuantityError."""
    return base_units(resource, amount)


def share(text: str) -> Fraction | None:
    """`2.5%` -> 1/40; None for a text that is not a percentage."""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else None


def number_of(wanted: int | str, total: int) -> int:
    """A number as it is, or a percentage of the total, rounded up; at most the total."""
    part = share(wanted) if isinstance(wanted, str) else None
    return min(total, int(wanted) if part is None else math.ceil(part * total))


def load_of(load: Mapping[str, str | int | float], allocatable: Mapping[str, int]) -> dict[str, int]:
    """Load by resource in base units; percentages are of allocatable.

    Raises UndeclaredAmountError, QuantityError.
    """
    return {resource: _used(resource, amount, allocatable) for resource, amount in load.items()}


def _used(resource: str, amount: str | int | float, allocatable: Mapping[str, int]) -> int:
    part = share(amount) if isinstance(amount, str) else None
    if part is None:
        return units(resource, amount)
    if resource not in allocatable:
        raise UndeclaredAmountError(
            f"{amount} of {resource}, but no allocatable is declared for it; declare it or write an amount"
        )
    return math.ceil(part * allocatable[resource])


def seconds(duration: str | int | float) -> float:
    """`1m30s` -> 90.0; a number is seconds already."""
    if not isinstance(duration, str):
        return float(duration)
    return sum(float(amount) * _SECONDS[unit] for amount, unit in _PART.findall(duration))
