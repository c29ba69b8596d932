"""Which of the fixes of a document can be made together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dslint.findings import Edit, FieldPath, Finding, Operation, TextEdit


class Paths:
    """Paths that are taken, and whether another one leads to one of them or on from it."""

    def __init__(self) -> None:
        self._taken: set[FieldPath] = set()
        self._leading: set[FieldPath] = set()
        """The taken paths and all that lead to them."""

    def meets(self, path: FieldPath) -> bool:
        return path in self._leading or any(path[:depth] in self._taken for depth in range(len(path)))

    def add(self, path: FieldPath) -> None:
        self._taken.add(path)
        self._leading.update(path[:depth] for depth in range(len(path) + 1))


class Claims:
    """The paths that the fixes chosen so far change; another fix must keep clear of them."""

    def __init__(self) -> None:
        self._paths = Paths()

    def takes(self, edits: Sequence[Edit]) -> bool:
        """Whether edits may be made as well; they are from then on among the claims."""
        claimed = list(_claimed(edits))
        if any(map(self._paths.meets, claimed)):
            return False
        for path in claimed:
            self._paths.add(path)
        return True


def _claimed(edits: Sequence[Edit]) -> Iterable[FieldPath]:
    shifting: set[FieldPath] = set()
    for edit in edits:
        yield from (parent for parent in shifting if edit.path[: len(parent)] == parent)
        yield from changed_paths(edit)
        if edit.operation is Operation.REMOVE and isinstance(edit.path[-1], int):
            shifting.add(edit.path[:-1])


def changed_paths(edit: Edit) -> Iterable[FieldPath]:
    """What an edit changes; of a new name, also where the entry is to be."""
    yield edit.path
    if edit.operation is Operation.RENAME:
        yield (*edit.path[:-1], str(edit.value))


class Spans:
    """Edits of a text that are chosen; further ones must keep clear of them."""

    def __init__(self, *, touching_removals: bool = False) -> None:
        self._edits: list[TextEdit] = []
        self._touching_removals = touching_removals

    def takes(self, edits: Sequence[TextEdit]) -> bool:
        """Whether none of the edits overlaps with or touches a chosen one; they are chosen from then on.

        Removals may touch each other if that was asked for.
        """
        if any(self._overlaps(edit) for edit in edits):
            return False
        for edit in edits:
            self._edits.insert(bisect_left(self._edits, edit), edit)
        return True

    def _overlaps(self, edit: TextEdit) -> bool:
        index = bisect_left(self._edits, edit)
        # The chosen ones do not overlap: none but its neighbours can reach it.
        return any(self._overlap(edit, other) for other in self._edits[max(index - 2, 0) : index + 2])

    def _overlap(self, one: TextEdit, other: TextEdit) -> bool:
        if self._touching_removals and not (one.text or other.text):
            return one.start < other.end and other.start < one.end
        return one.start <= other.end and other.start <= one.end


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings, in order, of which the edits of the text do not overlap with those of an earlier one."""
    spans = Spans()
    return [finding for finding in findings if spans.takes(finding.fix.text_edits if finding.fix else ())]
