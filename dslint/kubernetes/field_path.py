"""Fields of an object under validation: the path in the manifest, and the name that the API server prints.

The two differ where Kubernetes omits an index (`volumeMounts.subPath`) or a part (`spec.template.labels`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

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
