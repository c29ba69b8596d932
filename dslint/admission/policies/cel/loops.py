"""Which macro a comprehension stands for, and its parts as they were written."""

from __future__ import annotations

from typing import NamedTuple

from dslint.admission.policies.cel.syntax_tree import Call, Comprehension, CreateList, Identifier, Node


class Loop(NamedTuple):
    """`kind` is all, exists, filter or map; else empty. `body` is the condition, or what map makes of an item."""

    kind: str
    body: Node
    where: Node | None = None
    """The condition of a map that has one."""


def loop_of(node: Comprehension) -> Loop:
    step = node.step
    if not isinstance(step, Call):
        return Loop("", step)
    if step.function in {"_&&_", "_||_"} and _is(step.arguments[0], node.accumulator):
        return Loop("all" if step.function == "_&&_" else "exists", step.arguments[1])
    if step.function == "_+_":
        item = _item(step, node.accumulator)
        return Loop("map", item) if item is not None else Loop("", step)
    if step.function == "_?_:_" and isinstance(step.arguments[1], Call):
        return _conditional(node, step.arguments[0], step.arguments[1])
    return Loop("", step)


def _conditional(node: Comprehension, where: Node, added: Call) -> Loop:
    item = _item(added, node.accumulator)
    if item is None:
        return Loop("", node.step)
    return Loop("filter", where) if _is(item, node.variable) else Loop("map", item, where)


def _item(added: Call, accumulator: str) -> Node | None:
    """What `result + [item]` adds."""
    if len(added.arguments) != 2 or not _is(added.arguments[0], accumulator):
        return None
    items = added.arguments[1]
    return items.elements[0] if isinstance(items, CreateList) and len(items.elements) == 1 else None


def _is(node: Node, name: str) -> bool:
    return isinstance(node, Identifier) and node.name == name
