"""Fields of an object under validation: the path in the manifest, and the name that the API server prints.

The two differ where Kubernetes omits an index (`volumeMounts.subPath`) or a part (`spec.template.labels`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.release import Release


def lies_in(path: FieldPath, places: Collection[FieldPath]) -> bool:
    """Whether a path is one of the places, or below one."""
    return bool(places) and any(path[:depth] in places for depth in range(len(path) + 1))


def with_ancestors(paths: Iterable[FieldPath]) -> frozenset[FieldPath]:
    """The paths, and all that lead to them."""
    return frozenset(path[:depth] for path in paths for depth in range(len(path) + 1))


class Field(NamedTuple):
    """A field: `path` in the manifest, and `field` as the API server prints it. Errors depend on the release."""

    path: FieldPath
    field: str
    release: Release

    @classmethod
    def top(cls, release: Release) -> Field:
        return cls((), "", release)

    def child(self, *names: str) -> Field:
        path, field, release = self  # unpacked at once: this is asked for dozens of times an object
        below = names[0] if len(names) == 1 else ".".join(names)
        return Field((*path, *names), f"{field}.{below}" if field else below, release)

    def nth(self, position: int) -> Field:
        return Field((*self.path, position), f"{self.field}[{position}]", self.release)

    def key(self, name: str) -> Field:
        return Field((*self.path, name), f"{self.field}[{name}]", self.release)

    def item(self, name: str, position: int) -> Field:
        field = f"{self.field}.{name}[{position}]" if self.field else f"{name}[{position}]"
        return Field((*self.path, name, position), field, self.release)

    def called(self, field: str) -> Field:
        """The same path with another name."""
        return Field(self.path, field, self.release)

    def at(self, path: FieldPath) -> Field:
        """The same name with another path."""
        return Field(path, self.field, self.release)


def field_text(path: FieldPath, *, dotted_keys_in_brackets: bool = False) -> str:
    """A path as the API server writes it: `spec.containers[0].image`.

    With `dotted_keys_in_brackets`, keys with a dot or a slash are written as `nodeSelector[kubernetes.io/os]`, as in
    the server's errors about a map's key.
    """
    text = ""
    for part in path:
        if isinstance(part, int) or (dotted_keys_in_brackets and ("." in part or "/" in part)):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


EACH = "[]"
"""The step of a pattern that stands for each item of a list."""


class PathTree:
    """Several patterns of paths in one tree, so that one walk finds the values at all of them.

    `ends` are the numbers of the patterns that end here, `below` the trees by field, `each` that of the items of a
    list.
    """

    __slots__ = ("below", "each", "ends")

    def __init__(self, patterns: Iterable[Sequence[str]] = ()) -> None:
        self.ends: tuple[int, ...] = ()
        self.below: dict[str, PathTree] = {}
        self.each: PathTree | None = None
        for number, pattern in enumerate(patterns):
            self.add(pattern, number)

    def add(self, pattern: Sequence[str], number: int) -> None:
        """Add a pattern with its number."""
        tree = self
        for key in pattern:
            if key == EACH:
                tree.each = tree.each or PathTree()
                tree = tree.each
            else:
                tree = tree.below.setdefault(key, PathTree())
        tree.ends = (*tree.ends, number)

    def values(self, value: Any) -> list[tuple[int, Any, FieldPath]]:
        """Each value at one of the patterns, with the number of the pattern and the path to it; none for missing ones.

        Those of one pattern are in the order of the lists on the way.
        """
        found: list[tuple[int, Any, FieldPath]] = []
        self.add_values(value, (), found)
        return found

    def add_values(self, value: Any, path: FieldPath, found: list[tuple[int, Any, FieldPath]]) -> None:
        """As `values`, for the tree at a path: into one list, which costs less than generators in each other."""
        if self.ends:
            found.extend([(number, value, path) for number in self.ends])
        below = self.below
        if below and isinstance(value, dict):
            for key in below.keys() & value.keys():
                tree, item = below[key], value[key]
                # Most fields have nothing that is looked for: their paths are not made. This is asked here and below,
                # as a call for each field would take longer than the rest of the walk.
                if tree.ends or tree.each:
                    if item is not None:
                        tree.add_values(item, (*path, key), found)
                elif isinstance(item, dict) and not tree.below.keys().isdisjoint(item):
                    tree.add_values(item, (*path, key), found)
        elif self.each is not None and isinstance(value, list):
            tree = self.each
            every, wanted = tree.ends or tree.each, tree.below.keys()
            for index, item in enumerate(value):
                if every or (isinstance(item, dict) and not wanted.isdisjoint(item)):
                    tree.add_values(item, (*path, index), found)
