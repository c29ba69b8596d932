"""Integers in texts of any length."""

from __future__ import annotations

_MOST_DIGITS = 4_000
"""The number of digits that Python converts; its time grows with their square."""

BEYOND = 10**_MOST_DIGITS
"""Replaces all larger numbers; no limit in Kubernetes is that large."""


def whole(text: str) -> int:
    """The integer that a text contains, limited to BEYOND in both directions."""
    if len(text) <= _MOST_DIGITS:
        return int(text)
    digits = text.lstrip("+-").lstrip("0")
    size = BEYOND if len(digits) > _MOST_DIGITS else int(digits or "0")
    return -size if text.startswith("-") else size
