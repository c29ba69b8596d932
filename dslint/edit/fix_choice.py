"""Which of the fixes of a document can be made together, and with which paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dslint.edit.value_edits import at
from dslint.findings import Edit, FieldPath, Finding, Operation, TextEdit


class Claims:
    """The paths that the fixes chosen so far change; another fix must keep clear of them."""

    def __init__(self) -> None:
        self._paths: list[FieldPath] = []

    def takes(self, edits: Sequence[Edit]) -> bool:
        """Whether edits may be made as well; they are from then on among the claims."""
        claimed = list(_claimed(edits))
        if any(_meet(path, other) for path in claimed for other in self._paths):
            return False
        self._paths.extend(claimed)
        return True


def _claimed(edits: Sequence[Edit]) -> Iterable[FieldPath]:
    shifting: set[FieldPath] = set()
    for edit in edits:
        yield from (parent for parent in shifting if edit.path[: len(parent)] == parent)
        yield edit.path
        if edit.operation is Operation.RENAME:
            yield (*edit.path[:-1], str(edit.value))
        if edit.operation is Operation.REMOVE and isinstance(edit.path[-1], int):
            shifting.add(edit.path[:-1])


def _meet(one: FieldPath, other: FieldPath) -> bool:
    """Whether one path leads to the other, or both are the same."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def shifted(edits: Sequence[Edit], removed: Iterable[FieldPath]) -> tuple[Edit, ...]:
    """Edits with the paths that they have once these items of lists are gone, one after the other."""
    for gone in removed:
        edits = [edit._replace(path=_past(edit.path, gone)) for edit in edits]
    return tuple(edits)


def _past(path: FieldPath, gone: FieldPath) -> FieldPath:
    *parent, index = gone
    depth = len(parent)
    if len(path) > depth and path[:depth] == tuple(parent) and isinstance(index, int):
        key = path[depth]
        if isinstance(key, int) and key > index:
            return (*path[:depth], key - 1, *path[depth + 1 :])
    return path


def removed_items(value: Any, edits: Sequence[Edit]) -> list[FieldPath]:
    """The items of lists of a value that edits remove."""
    removals = (edit.path for edit in edits if edit.operation is Operation.REMOVE)
    return [path for path in removals if path and isinstance(at(value, path[:-1]), list)]


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings, in order, of which the edits of the text do not overlap with those of an earlier one."""
    chosen: list[Finding] = []
    taken: list[TextEdit] = []
    for finding in findings:
        edits = finding.fix.text_edits if finding.fix else ()
        if not any(_overlap(edit, other) for edit in edits for other in taken):
            chosen.append(finding)
            taken.extend(edits)
    return chosen


def _overlap(one: TextEdit, other: TextEdit) -> bool:
    return one.start <= other.end and other.start <= one.end
