"""The nodes of a document's text, and the smallest edits of it, with all the rest of the text as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from dslint.edit import block_edits, flow_edits
from dslint.edit.draft import Draft
from dslint.edit.layout import Measures, layout_of
from dslint.edit.scalar_text import scalar_text
from dslint.edit.value_edits import EditError, applied, at
from dslint.edit.value_text import Layout, ends_in_literal
from dslint.findings import Edit, FieldPath, Operation, TextEdit
from dslint.source.nodes import Node, nodes_of


class Tree:
    """A draft with the nodes of its text, and with what every edit asks of them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._measures: dict[Node, Measures] = {}

    @cached_property
    def root(self) -> Node | None:
        return nodes_of(self.draft.text)

    @cached_property
    def aliases(self) -> frozenset[str]:
        """The anchors that aliases name."""
        return frozenset(node.text for node in _all(self.root) if node.kind == "alias") if self.root else frozenset()

    def layout(self, root: Node, near: Node | None = None) -> Layout:
        return layout_of(self.draft, root, near, self._measures)

    def shows_elsewhere(self, path: FieldPath) -> bool:
        """Whether an alias or a merge brings what is at a path."""
        return self.root is not None and _find(self.root, path).shared is not None

    def made(self, value: Any, step: Edit) -> Draft:
        """The draft with a step; `value` is what the text says. Raises EditError."""
        draft = self.draft.copy()
        _make(self, draft, value, step)
        return draft

    def edits(self, value: Any, step: Edit, offset: int = 0) -> list[TextEdit]:
        """What a step changes of the text, which begins at an offset of another. Raises EditError."""
        draft = Draft(self.draft.text, self.draft.newline)
        _make(self, draft, value, step)
        return draft.edits(offset)


class _Found(NamedTuple):
    """The way to a path: the nodes that lead to it, and the position in the last of them, None if it is not there.

    `shared` is the number of keys that lead to what an alias or a merge brings, None if nothing does.
    """

    parents: list[Node]
    position: int | None
    shared: int | None = None


def _make(tree: Tree, draft: Draft, value: Any, step: Edit) -> None:
    root = tree.root
    if root is None:
        raise EditError("its text cannot be read part by part", step.path)
    if not step.path:
        raise EditError("the whole document would be replaced", step.path)
    found = _find(root, step.path)
    if found.shared is not None:
        _make_apart(tree, draft, value, step, found.shared)
        return
    _refuse_shared(tree.aliases, found, step)
    node = found.parents[-1]
    if step.operation is Operation.RENAME:
        _rename(draft, node, found.position, step)
    elif step.operation is Operation.REMOVE:
        _remove(draft, node, found.position, step.path)
    else:
        _set(draft, root, tree.layout(root, found.parents[-1]), found, step)
        if ends_in_literal(step.value) and draft.ends_anew and draft.text[-1] not in "\r\n":
            draft.replace(len(draft.text), len(draft.text), draft.newline)


def _make_apart(tree: Tree, draft: Draft, value: Any, step: Edit, shared: int) -> None:
    """Give what an alias or a merge brings a value of its own, with the step made in it."""
    path = step.path[:shared]
    if step.operation is Operation.REMOVE and len(path) == len(step.path):
        raise EditError("it comes from `<<` or an alias, and would go from other places too", step.path)
    if step.operation is Operation.RENAME and len(path) == len(step.path):
        raise EditError("its name comes from `<<`, and would change in other places too", step.path)
    root = tree.root
    assert root is not None
    found = _find(root, path, through=True)
    new = at(applied(value, (step,)), path)
    _set(draft, root, tree.layout(root), found, Edit(Operation.SET, path, new))


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
    index = node.positions.get(key) if isinstance(key, str) else None
    return index, any(_brings(value, key) for number, value in node.merged if index is None or number > index)


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


def _refuse_shared(used: frozenset[str], found: _Found, step: Edit) -> None:
    """Raises EditError if aliases elsewhere show what is to be changed."""
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
