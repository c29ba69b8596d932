"""Whole numbers in texts of any length."""

from __future__ import annotations

_MOST_DIGITS = 4_000
"""Python reads no more at once, in time that grows with their square."""

BEYOND = 10**_MOST_DIGITS
"""Stands for all that is larger: no limit of Kubernetes is near."""


def whole(text: str) -> int:
    """The number that the text is known to be, at most BEYOND in either direction."""
    if len(text) <= _MOST_DIGITS:
        return int(text)
    digits = text.lstrip("+-").lstrip("0")
    size = BEYOND if len(digits) > _MOST_DIGITS else int(digits or "0")
    return -size if text.startswith("-") else size
