"""The paths of policies to the values that they check: fields separated by dots, [] for each item of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import EACH


class Missing:
    """The value of a path that does not exist."""


MISSING = Missing()


def keys_of(path: str) -> tuple[str, ...]:
    """`volumes[].hostPath` -> its steps, EACH for every item of a list."""
    return tuple(key for part in path.split(".") for key in _steps(part))


def _steps(part: str) -> Iterator[str]:
    name = part.removesuffix(EACH)
    if name:
        yield name
    if name != part:
        yield EACH


def followed(value: Any, keys: Sequence[str], path: FieldPath = ()) -> Iterator[tuple[Any, FieldPath]]:
    """Each value at the keys, with its path; MISSING if a field does not exist."""
    if not keys:
        yield value, path
        return
    first, rest = keys[0], keys[1:]
    if first == EACH:
        items = value if isinstance(value, list) else ()
        for index, item in enumerate(items):
            yield from followed(item, rest, (*path, index))
        return
    below = value.get(first) if isinstance(value, Mapping) else None
    if below is None:
        # A missing list has no items to look for.
        if EACH not in rest:
            yield MISSING, (*path, *keys)
        return
    yield from followed(below, rest, (*path, first))
