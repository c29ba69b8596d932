"""The paths of policies to the values that they check: fields separated by dots, [] for each item of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.findings import FieldPath

EACH = "[]"


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


class PathTree:
    """Several paths in one tree, so that one walk finds the values at all of them.

    `ends` are the numbers of the paths that end here, `below` the trees by field, `each` that of the items of a list.
    """

    __slots__ = ("below", "each", "ends")

    def __init__(self) -> None:
        self.ends: tuple[int, ...] = ()
        self.below: dict[str, PathTree] = {}
        self.each: PathTree | None = None

    def add(self, keys: Sequence[str], number: int) -> None:
        """Add a path with its number."""
        tree = self
        for key in keys:
            if key == EACH:
                tree.each = tree.each or PathTree()
                tree = tree.each
            else:
                tree = tree.below.setdefault(key, PathTree())
        tree.ends = (*tree.ends, number)

    def values(self, value: Any) -> list[tuple[int, Any, FieldPath]]:
        """Each value at one of the paths, with the number of the path and its own; nothing for missing ones."""
        found: list[tuple[int, Any, FieldPath]] = []
        self.add_values(value, (), found)
        return found

    def add_values(self, value: Any, path: FieldPath, found: list[tuple[int, Any, FieldPath]]) -> None:
        """As `values`, for the tree at a path: into one list, which costs less than generators in each other."""
        if self.ends:
            found.extend((number, value, path) for number in self.ends)
        if self.below and isinstance(value, dict):
            for key, tree in self.below.items():
                item = value.get(key)
                if item is None:
                    continue
                if tree.below or tree.each:
                    tree.add_values(item, (*path, key), found)
                else:
                    here = (*path, key)
                    found.extend((number, item, here) for number in tree.ends)
        elif self.each is not None and isinstance(value, list):
            for index, item in enumerate(value):
                self.each.add_values(item, (*path, index), found)
