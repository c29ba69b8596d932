"""The edits of many fixes of a document, made together: the text is read once for all that keep clear of each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from dslint.edit.document_edit import extent
from dslint.edit.draft import Draft
from dslint.edit.fix_choice import Paths, Spans, changed_paths
from dslint.edit.tree import Tree
from dslint.edit.value_edits import EditError, at, steps, with_steps
from dslint.findings import Edit, FieldPath, Operation, TextEdit
from dslint.source.documents import Document

Removed: TypeAlias = Mapping[FieldPath, Sequence[int]]
"""The indices of the items that are gone from lists, ascending."""


class Joint(NamedTuple):
    """What edits change of the whole text, and the value with them. `failed` has why a fix, by number, is left out."""

    edits: tuple[TextEdit, ...]
    value: Any
    failed: Mapping[int, str]


def made_together(document: Document, fixes: Sequence[Sequence[Edit]]) -> Joint:
    """The edits of fixes that change different places; those of one fix are made one after the other."""
    failed: dict[int, str] = {}
    while True:
        making = _Making(document, {number: fix for number, fix in enumerate(fixes) if number not in failed})
        making.finish()
        failed.update(making.failed)
        if not making.half_made:
            return Joint(tuple(making.draft.edits(making.start)), making.value, failed)


class _Fix(NamedTuple):
    """What is left of a fix. `steps` are those of an edit that was begun; `edits` come behind it."""

    number: int
    edits: tuple[Edit, ...]
    steps: tuple[Edit, ...] = ()

    def begun(self, value: Any) -> _Fix:
        """The same with the steps of its next edit that changes something. Raises EditError."""
        steps_, edits = self.steps, self.edits
        while not steps_ and edits:
            steps_, edits = tuple(steps(value, edits[0])), edits[1:]
        return self._replace(edits=edits, steps=steps_)

    def behind(self, removed: Removed, own: Edit | None) -> _Fix:
        """The same with the paths that it has once items of lists are gone. Its paths count on its own step."""
        if own is not None and own.operation is Operation.REMOVE:
            removed = {path: indices for path, indices in removed.items() if path != own.path[:-1]}
        return self._replace(edits=shifted(self.edits, removed), steps=shifted(self.steps, removed))


class _Making:
    """A document while fixes are made in it, wave by wave: each wave makes a step of all that it can."""

    def __init__(self, document: Document, fixes: Mapping[int, Sequence[Edit]]) -> None:
        self.start, end = extent(document)
        self.draft = Draft(document.lines.text[self.start : end])
        self.value = document.value
        self.failed: dict[int, str] = {}
        self.half_made = False
        self._begun: set[int] = set()
        self._waiting = [_Fix(number, tuple(edits)) for number, edits in fixes.items()]

    def finish(self) -> None:
        while self._waiting:
            self._make(_Wave(self.draft, self.value))

    def _make(self, wave: _Wave) -> None:
        waiting = [left for fix in self._waiting if (left := self._after_a_step(fix, wave)) is not None]
        self._begun |= wave.made.keys()
        self.draft, self.value = wave.draft(), with_steps(self.value, [*wave.made.values()])
        removed = wave.removed_items()
        if removed:
            waiting = [fix.behind(removed, wave.made.get(fix.number)) for fix in waiting]
        self._waiting = waiting

    def _after_a_step(self, fix: _Fix, wave: _Wave) -> _Fix | None:
        """What is left of a fix, None if nothing is or it cannot be made; the fix itself if it has to wait."""
        try:
            begun = fix.begun(self.value)
            if not begun.steps:
                return None
            if wave.takes(fix.number, begun.steps[0]):
                return begun._replace(steps=begun.steps[1:])
        except EditError as error:
            self.failed[fix.number] = error.message
            self.half_made = self.half_made or fix.number in self._begun
            return None
        return fix


class _Wave:
    """Steps that are made at once, in a text that is read once."""

    def __init__(self, draft: Draft, value: Any) -> None:
        self._draft = draft
        self._tree = Tree(Draft(draft.text, draft.newline))
        self._value = value
        self._paths = Paths()
        self._spans = Spans(touching_removals=True)
        self._edits: list[TextEdit] = []
        self._removed: Counter[FieldPath] = Counter()
        self._closed = False
        self.made: dict[int, Edit] = {}
        """The step of each fix that makes one, by the number of the fix."""

    def takes(self, number: int, step: Edit) -> bool:
        """Whether a step of a fix keeps clear of the others; it is made if so. Raises EditError."""
        if self._closed or any(map(self._paths.meets, changed_paths(step))) or self._would_empty(step):
            return False
        shared = self._tree.shows_elsewhere(step.path)
        if shared and self.made:
            return False
        edits = self._tree.edits(self._value, step)
        if not self._spans.takes(edits):
            return False
        self._take(number, step, edits)
        self._closed = shared
        return True

    def _would_empty(self, step: Edit) -> bool:
        """Whether a map or list would lose its last entry, which is another step than the removal of the entry."""
        if step.operation is not Operation.REMOVE:
            return False
        parent = step.path[:-1]
        return self._removed[parent] > 0 and len(at(self._value, parent)) - self._removed[parent] <= 1

    def _take(self, number: int, step: Edit, edits: Sequence[TextEdit]) -> None:
        for path in changed_paths(step):
            self._paths.add(path)
        if step.operation is Operation.REMOVE:
            self._removed[step.path[:-1]] += 1
        self._edits += edits
        self.made[number] = step

    def draft(self) -> Draft:
        """The draft with the steps."""
        draft = self._draft.copy()
        draft.replace_all(sorted(self._edits))
        return draft

    def removed_items(self) -> Removed:
        found: defaultdict[FieldPath, list[int]] = defaultdict(list)
        for step in self.made.values():
            if step.operation is Operation.REMOVE and isinstance(step.path[-1], int):
                found[step.path[:-1]].append(step.path[-1])
        return {path: sorted(indices) for path, indices in found.items()}


def shifted(edits: Iterable[Edit], removed: Removed) -> tuple[Edit, ...]:
    """Edits with the paths that they have once items of lists are gone."""
    return tuple(edit._replace(path=_past(edit.path, removed)) for edit in edits)


def _past(path: FieldPath, removed: Removed) -> FieldPath:
    return tuple(
        key - bisect_left(removed.get(path[:depth], ()), key) if isinstance(key, int) else key
        for depth, key in enumerate(path)
    )
