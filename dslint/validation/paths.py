"""Paths of files: relative ones, and ones that lead nowhere up.

Kubernetes: validateLocalDescendingPath, validatePathNoBacksteps and ValidateLocalNonReservedPath.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.validation.place import Place
from dslint.validation.problems import Problems, each_invalid

BACKSTEP = "must not contain '..'"


def descending_path_errors(path: str, place: Place) -> Problems:
    """A path inside a volume or a folder of profiles."""
    yield from each_invalid(place, path, _descending(path))


def file_path_errors(path: str, place: Place) -> Problems:
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
