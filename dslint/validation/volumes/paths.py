"""Paths of files: relative ones, and ones that lead nowhere up.

Kubernetes: validateLocalDescendingPath, validatePathNoBacksteps and ValidateLocalNonReservedPath.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.field_errors import Problems, each_invalid
from dslint.kubernetes.field_path import Field

BACKSTEP = "must not contain '..'"


def descending_path_errors(path: str, place: Field) -> Problems:
    """A path inside a volume or a folder of profiles."""
    yield from each_invalid(place, path, _descending(path))


def file_path_errors(path: str, place: Field) -> Problems:
    """The path of a file that Kubernetes writes into a volume: `..data` and the like are its own."""
    yield from each_invalid(place, path, _descending(path))
    if path.startswith("..") and not path.startswith("../"):
        yield from each_invalid(place, path, ["must not start with '..'"])


def _descending(path: str) -> Iterator[str]:
    if path.startswith("/"):
        yield "must be a relative path"
    yield from _backsteps(path)


def _backsteps(path: str) -> Iterator[str]:
    if ".." in path.split("/"):
        yield BACKSTEP
