"""Edits of a document by path -> edits of its text, with all the rest of the text as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dslint.edit import block_edits, flow_edits
from dslint.edit.draft import Draft
from dslint.edit.layout import layout_of
from dslint.edit.scalar_text import scalar_text
from dslint.edit.value_edits import EditError, applied, at, steps
from dslint.edit.value_text import Layout, ends_in_literal
from dslint.findings import Edit, FieldPath, Operation, TextEdit
from dslint.source.documents import Document
from dslint.source.nodes import Node, nodes_of

__all__ = ["EditError", "edited"]

_NEXT = re.compile(r"^---", re.MULTILINE)


def edited(document: Document, edits: Sequence[Edit]) -> list[TextEdit]:
    """What to change in the text that a document is from, so that its value has the edits. Raises EditError.

    The edits are made one after the other. The offsets are those of the whole text.
    """
    editing = Editing(document)
    editing.make(edits)
    return editing.text_edits()


class Editing:
    """A document while it is edited; `value` is what it says now."""

    def __init__(self, document: Document) -> None:
        self._start, end = _extent(document)
        self._draft = Draft(document.lines.text[self._start : end])
        self.value = document.value

    def make(self, edits: Sequence[Edit]) -> None:
        """Make all of these edits, or none: raises EditError."""
        draft, value = self._draft.copy(), self.value
        for edit in edits:
            for step in steps(value, edit):
                _make(draft, value, step)
                value = applied(value, (step,))
        self._draft, self.value = draft, value

    def text_edits(self) -> list[TextEdit]:
        """All that was done, as edits of the whole text."""
        return self._draft.edits(self._start)


def _extent(document: Document) -> tuple[int, int]:
    """From where to where a document's text goes."""
    text = document.lines.text
    is_flow = text[document.first : document.first + 1] in ("{", "[")
    match = _NEXT.search(text, document.first)
    return document.first if is_flow else document.offset, match.start() if match else len(text)


class _Found(NamedTuple):
    """The way to a path: the nodes that lead to it, and the position in the last of them, None if it is not there.

    `shared` is the number of keys that lead to what an alias or a merge brings, None if nothing does.
    """

    parents: list[Node]
    position: int | None
    shared: int | None = None


def _make(draft: Draft, value: Any, step: Edit) -> None:
    root = nodes_of(draft.text)
    if root is None:
        raise EditError("its text cannot be read part by part", step.path)
    if not step.path:
        raise EditError("the whole document would be replaced", step.path)
    found = _find(root, step.path)
    if found.shared is not None:
        _make_apart(draft, value, step, found.shared)
        return
    _refuse_shared(root, found, step)
    node = found.parents[-1]
    if step.operation is Operation.RENAME:
        _rename(draft, node, found.position, step)
    elif step.operation is Operation.REMOVE:
        _remove(draft, node, found.position, step.path)
    else:
        _set(draft, root, layout_of(draft, root, found.parents[-1]), found, step)
        if ends_in_literal(step.value) and draft.ends_anew and draft.text[-1] not in "\r\n":
            draft.replace(len(draft.text), len(draft.text), draft.newline)


def _make_apart(draft: Draft, value: Any, step: Edit, shared: int) -> None:
    """Give what an alias or a merge brings a value of its own, with the step made in it."""
    path = step.path[:shared]
    if step.operation is Operation.REMOVE and len(path) == len(step.path):
        raise EditError("it comes from `<<` or an alias, and would go from other places too", step.path)
    if step.operation is Operation.RENAME and len(path) == len(step.path):
        raise EditError("its name comes from `<<`, and would change in other places too", step.path)
    root = nodes_of(draft.text)
    assert root is not None
    found = _find(root, path, through=True)
    new = at(applied(value, (step,)), path)
    _set(draft, root, layout_of(draft, root), found, Edit(Operation.SET, path, new))


def _find(root: Node, path: FieldPath, *, through: bool = False) -> _Found:
    """The way to a path. `through` asks for the entry itself, even if an alias or a merge brings its value."""
    parents = [root]
    for depth, key in enumerate(path):
        node = parents[-1]
        index, merged = _index(node, key)
        last = depth == len(path) - 1
        if merged and not (through and last):
            return _Found(parents, None, depth + 1)
        if last:
            return _Found(parents, None if merged else index)
        child = _child(node, index)
        if child is None:
            return _Found(parents, None)
        if child.kind == "alias":
            return _Found(parents, index, depth + 1)
        parents.append(child)
    return _Found(parents, None)


def _index(node: Node, key: str | int) -> tuple[int | None, bool]:
    """The index of an entry or item, and whether a merge decides about it."""
    if node.kind == "list":
        return (key, False) if isinstance(key, int) and key < len(node.items) else (None, False)
    index, merged = None, False
    for number, (one, value) in enumerate(node.entries):
        if one.merges:
            merged = merged or _brings(value, key)
        elif one.key == key:
            index, merged = number, False
    return index, merged


def _brings(merge: Node, key: str | int) -> bool:
    """Whether what stands behind `<<` has a key."""
    source = merge.target if merge.kind == "alias" else merge
    if source is None:
        return False
    if source.kind == "list":
        return any(_brings(item, key) for item in source.items)
    return any(one.key == key or (one.merges and _brings(value, key)) for one, value in source.entries)


def _child(node: Node, index: int | None) -> Node | None:
    if index is None:
        return None
    return node.items[index] if node.kind == "list" else node.entries[index][1]


def _refuse_shared(root: Node, found: _Found, step: Edit) -> None:
    """Raises EditError if aliases elsewhere show what is to be changed."""
    used = {node.text for node in _all(root) if node.kind == "alias"}
    if not used:
        return
    child = _child(found.parents[-1], found.position)
    gone = [] if child is None or step.operation is Operation.RENAME else list(_all(child))
    for node in (*found.parents, *gone):
        if node.anchor in used:
            name = node.anchor
            raise EditError(f"*{name} brings what &{name} holds to other places, which would change too", step.path)


def _all(top: Node) -> Iterator[Node]:
    waiting = [top]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.children)


def _set(draft: Draft, root: Node, layout: Layout, found: _Found, step: Edit) -> None:
    node, index, key = found.parents[-1], found.position, step.path[-1]
    as_json = root.flow and flow_edits.is_json(root)
    old = _child(node, index)
    if step.written and old is not None and not (old.empty or as_json):
        draft.replace(old.start if old.tag else old.content, old.end, step.written)
    elif index is not None and node.flow:
        flow_edits.set_value(draft, node, index, step.value, as_json=as_json)
    elif index is not None:
        block_edits.set_value(draft, layout, node, index, step.value)
    elif node.flow:
        flow_edits.add(draft, node, step.value, key if isinstance(key, str) else None, as_json=as_json)
    elif node.kind == "list" and node.items:
        block_edits.add_item(draft, layout, node, step.value)
    elif node.kind == "map" and node.entries:
        block_edits.add_entry(draft, layout, node, str(key), step.value)
    else:
        raise EditError("there is no map or list that could take it", step.path)


def _remove(draft: Draft, node: Node, index: int | None, path: FieldPath) -> None:
    if index is None:
        raise EditError("it is not there", path)
    if len(node.items or node.entries) == 1:
        draft.replace(node.content, node.end, "{}")
    elif node.flow:
        flow_edits.remove(draft, node, index)
    else:
        block_edits.remove(draft, node, index)


def _rename(draft: Draft, node: Node, index: int | None, step: Edit) -> None:
    if index is None:
        raise EditError("it is not there", step.path)
    key = node.entries[index][0]
    draft.replace(key.content, key.end, scalar_text(str(step.value), key.style, flow=node.flow))
