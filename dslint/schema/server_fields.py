"""The API server's names of fields: most are the path, some leave out an index or have another name.

Kubernetes: the field paths that pkg/apis/core/validation builds.
"""

from __future__ import annotations

from dslint.findings import FieldPath
from dslint.kubernetes.field_path import field_text

_ANY = None

_RENAMED: tuple[tuple[tuple[str | None, ...], FieldPath], ...] = (
    (("volumeMounts", _ANY, "subPath"), ("volumeMounts", "subPath")),
    (("volumeMounts", _ANY, "subPathExpr"), ("volumeMounts", "subPathExpr")),
    (("volumeMounts", _ANY, "mountPropagation"), ("volumeMounts", "mountPropagation")),
    (("volumeMounts", _ANY, "recursiveReadOnly"), ("volumeMounts", "recursiveReadOnly")),
    (("httpHeaders", _ANY, "name"), ("httpHeaders",)),
    (("sources", _ANY, "serviceAccountToken", "path"), ("path",)),
    (("gcePersistentDisk", "pdName"), ("persistentDisk", "pdName")),
    (("gcePersistentDisk", "partition"), ("persistentDisk", "partition")),
)
"""Ends of paths, and what the server writes instead; None is any one step."""


def server_field(path: FieldPath) -> str:
    """The server's name for the value at a path."""
    for pattern, name in _RENAMED:
        if _ends(path, pattern):
            return field_text((*path[: -len(pattern)], *name))
    if path[-1:] == ("name",) and path[-3:-2] == ("schedulingGates",):
        return field_text(path[:-1])
    if "nodeSelector" in path[-2:]:
        return field_text(path[: path.index("nodeSelector") + 1])
    return field_text(_without_items(path))


def _ends(path: FieldPath, pattern: tuple[str | None, ...]) -> bool:
    if len(path) < len(pattern):
        return False
    pairs = zip(path[-len(pattern) :], pattern, strict=True)
    return all(wanted in (_ANY, found) for found, wanted in pairs)


def _without_items(path: FieldPath) -> FieldPath:
    """The server leaves out the index of the downward API's files."""
    for depth in range(len(path) - 2):
        if path[depth : depth + 2] == ("downwardAPI", "items"):
            return (*path[: depth + 1], *path[depth + 3 :])
    return path
