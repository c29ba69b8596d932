"""The fix of an annotation that a field has replaced: the field is set, and the annotation goes.

`path` is that of the metadata with the annotation.
"""

from __future__ import annotations

from collections.abc import Iterable

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.kubernetes.release import Behaviour


def removed(path: FieldPath, key: str, why: str) -> Fix:
    """The fix of an annotation that does nothing and stands for nothing that is not there."""
    return Fix(f"remove the annotation {key}, {why}", (_removal(path, key),))


def moved(path: FieldPath, key: str, edits: Iterable[Edit], field: str, since: Behaviour) -> Fix:
    """The fix that moves an annotation to a field. It is unsafe: the annotation has no effect, and the field has one.

    `since`: from when on there is the field.
    """
    summary = f"move the annotation {key} to {field}"
    return Fix(summary, (*edits, _removal(path, key)), safe=False, since=since.since or "")


def put(path: FieldPath, value: object) -> Edit:
    return Edit(Operation.SET, path, value)


def _removal(path: FieldPath, key: str) -> Edit:
    return Edit(Operation.REMOVE, (*path, "annotations", key))
