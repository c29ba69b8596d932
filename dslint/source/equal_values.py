"""Whether two values of a text are equal, as far as that is quick to tell: aliases make large ones of few words."""

from __future__ import annotations

from typing import Any

_MOST_PARTS = 10_000


def equal_values(one: Any, other: Any) -> bool:
    """Whether they are equal with their types: true is not 1. Large ones count as different."""
    waiting, seen = [(one, other)], 0
    while waiting:
        left, right = waiting.pop()
        seen += 1
        if type(left) is not type(right) or seen > _MOST_PARTS:
            return False
        if isinstance(left, dict):
            if left.keys() != right.keys():
                return False
            waiting.extend((value, right[key]) for key, value in left.items())
        elif isinstance(left, list):
            if len(left) != len(right):
                return False
            waiting.extend(zip(left, right, strict=True))
        elif left != right:
            return False
    return True
