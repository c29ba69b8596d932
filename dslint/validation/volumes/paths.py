"""Validation of file paths: relative ones, without `..`.

Kubernetes: validateLocalDescendingPath, validatePathNoBacksteps and ValidateLocalNonReservedPath.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.field_errors import Problems, each_invalid
from dslint.kubernetes.field_path import Field

BACKSTEP = "must not contain '..'"


def descending_path_errors(path: str, place: Field) -> Problems:
    """Errors of a path in a volume or a folder of profiles."""
    yield from each_invalid(place, path, _descending(path))


def file_path_errors(path: str, place: Field) -> Problems:
    """Errors of the path of a file that Kubernetes creates in a volume. Names that begin with `..` are reserved."""
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
