"""Edits of a document by path -> edits of its text, with all the rest of the text as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dslint.edit.draft import Draft
from dslint.edit.fix_choice import Paths, Spans, changed_paths
from dslint.edit.tree import Tree
from dslint.edit.value_edits import EditError, applied, steps
from dslint.findings import Edit, Operation, TextEdit
from dslint.source.documents import Document

__all__ = ["EditError", "edited", "extent"]

_NEXT = re.compile(r"^---", re.MULTILINE)


def edited(document: Document, edits: Sequence[Edit]) -> list[TextEdit]:
    """What to change in the text that a document is from, so that its value has the edits. Raises EditError.

    The edits are made one after the other. The offsets are those of the whole text.
    """
    return Editing(document).text_edits_of(edits)


class Editing:
    """A document of which edits are asked for, one after the other; it stays as it is."""

    def __init__(self, document: Document) -> None:
        self._start, end = extent(document)
        self._tree = Tree(Draft(document.lines.text[self._start : end]))
        self._value = document.value

    def text_edits_of(self, edits: Sequence[Edit]) -> list[TextEdit]:
        """What these edits change of the whole text. Raises EditError."""
        apart = self._made_apart(self._steps_apart(edits))
        return self._made(edits).edits(self._start) if apart is None else apart

    def _steps_apart(self, edits: Sequence[Edit]) -> list[Edit]:
        """The steps, if those of an edit are the same without the edits before it; else none."""
        try:
            found = [step for edit in edits for step in steps(self._value, edit)]
        except EditError:
            return []
        removals = [step for step in found if step.operation is Operation.REMOVE]
        # Without an entry, another may be the last of its map; without an item, others have another index.
        if len(found) > 1 and (len(removals) > 1 or any(isinstance(step.path[-1], int) for step in removals)):
            return []
        return found

    def _made_apart(self, steps_: Sequence[Edit]) -> list[TextEdit] | None:
        """What steps change if each is made in the text as it is; None where one may change what another one does."""
        if not steps_:
            return None
        paths, spans = Paths(), Spans()
        found: list[TextEdit] = []
        for step in steps_:
            if any(map(paths.meets, changed_paths(step))):
                return None
            for path in changed_paths(step):
                paths.add(path)
            new = self._tree.edits(self._value, step, self._start)
            if not spans.takes(new):
                return None
            found += new
        return sorted(found)

    def _made(self, edits: Sequence[Edit]) -> Draft:
        tree, value = self._tree, self._value
        for edit in edits:
            for step in steps(value, edit):
                tree = Tree(tree.made(value, step))
                value = applied(value, (step,))
        return tree.draft


def extent(document: Document) -> tuple[int, int]:
    """From where to where a document's text goes."""
    text = document.lines.text
    is_flow = text[document.first : document.first + 1] in ("{", "[")
    match = _NEXT.search(text, document.first)
    return document.first if is_flow else document.offset, match.start() if match else len(text)
