"""The fix where an item of a list is there twice: if both are the same, one of them can go."""

from __future__ import annotations

from typing import Any

from dslint.findings import FieldPath, Fix, Problem
from dslint.source.equal_values import equal_values


def without_repeat(problem: Problem, value: Any) -> Fix | None:
    """The removal of the later item. `value` is the object as it is written."""
    if not problem.related:
        return None
    first = _items(problem.path, problem.related[0].path)
    if first is None:
        return None
    repeat, original = first
    try:
        same = equal_values(_at(value, repeat), _at(value, original))
    except (LookupError, TypeError):
        return None
    return Fix.removing("remove the second of two equal items", repeat) if same else None


def _items(path: FieldPath, other: FieldPath) -> tuple[FieldPath, FieldPath] | None:
    """The paths of two items of one list that contain these paths."""
    for depth, (one, its) in enumerate(zip(path, other, strict=False)):
        if one != its:
            both = isinstance(one, int) and isinstance(its, int)
            return (path[: depth + 1], other[: depth + 1]) if both else None
    return None


def _at(value: Any, path: FieldPath) -> Any:
    for key in path:
        value = value[key]
    return value
