"""The ways that policies take to the values they look at: fields parted by dots, [] for each item of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.findings import FieldPath

EACH = "[]"


class Missing:
    """Stands for what a way does not lead to."""


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


def followed(value: Any, keys: Sequence[str], way: FieldPath = ()) -> Iterator[tuple[Any, FieldPath]]:
    """Each value that the keys lead to, with the way that was taken; MISSING where a field is not there."""
    if not keys:
        yield value, way
        return
    first, rest = keys[0], keys[1:]
    if first == EACH:
        items = value if isinstance(value, list) else ()
        for index, item in enumerate(items):
            yield from followed(item, rest, (*way, index))
        return
    below = value.get(first) if isinstance(value, Mapping) else None
    if below is None:
        # Nothing is looked for in the items of a list that is not there.
        if EACH not in rest:
            yield MISSING, (*way, *keys)
        return
    yield from followed(below, rest, (*way, first))
