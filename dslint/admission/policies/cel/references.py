"""The fields that an expression refers to, as far as its text tells: `object.spec.containers.*.image`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Comprehension,
    Constant,
    Identifier,
    Node,
    Select,
    children,
)
from dslint.findings import FieldPath

ANY = "*"
"""Stands for any item of a list or any key of a map."""

_INDEXING = frozenset({"_[_]", "_[?_]", "_?._"})


def references(root: Node) -> frozenset[FieldPath]:
    """Each path begins with a variable of the request. What is only passed on the way to a deeper field is left out."""
    found = set(_references(root, {}))
    return frozenset(path for path in found if not any(_is_longer(other, path) for other in found))


def _is_longer(path: FieldPath, than: FieldPath) -> bool:
    return len(path) > len(than) and path[: len(than)] == than


def _references(node: Node, bound: Mapping[str, FieldPath | None]) -> Iterator[FieldPath]:
    path = path_of(node, bound)
    if path is not None:
        yield path
    if isinstance(node, Comprehension):
        yield from _references(node.range, bound)
        over = path_of(node.range, bound)
        inner = {**bound, node.accumulator: None} | _bound(node, over)
        for part in (node.condition, node.step, node.result):
            yield from _references(part, inner)
        return
    for part in children(node):
        if path is None or part is not target_of(node):
            yield from _references(part, bound)


def _bound(node: Comprehension, over: FieldPath | None) -> dict[str, FieldPath | None]:
    item = None if over is None else (*over, ANY)
    if node.second_variable:
        return {node.variable: None, node.second_variable: item}
    return {node.variable: item}


def target_of(node: Node) -> Node | None:
    """What a field or an item is taken of."""
    if isinstance(node, Select):
        return node.operand
    return node.arguments[0] if isinstance(node, Call) and node.function in _INDEXING else None


def step_of(node: Node) -> str | int | None:
    """The field or the index that is taken, if the text says it."""
    if isinstance(node, Select):
        return node.field
    if not (isinstance(node, Call) and node.function in _INDEXING):
        return None
    key = node.arguments[1]
    return key.value if isinstance(key, Constant) and isinstance(key.value, (str, int)) else ANY


def path_of(node: Node, bound: Mapping[str, FieldPath | None]) -> FieldPath | None:
    """The path of a chain of fields and items from a variable; None for anything else."""
    if isinstance(node, Identifier):
        return bound.get(node.name, (node.name,))
    target, step = target_of(node), step_of(node)
    if target is None or step is None:
        return None
    path = path_of(target, bound)
    return None if path is None else (*path, step)
