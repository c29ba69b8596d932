"""A parsed expression as values: what the library's parser makes of the text, with the place of each part in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

ConstantValue: TypeAlias = "bool | int | float | str | bytes | None"


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal. Unsigned says that a number is written as `1u`."""

    id: int
    value: ConstantValue
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """`operand.field`, or `has(operand.field)`."""

    id: int
    operand: Node
    field: str
    test_only: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """`function(arguments)`, or `target.function(arguments)`. Operators are calls: `_&&_`, `_[_]`, `_?._`."""

    id: int
    function: str
    target: Node | None
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class CreateList:
    id: int
    elements: tuple[Node, ...]
    optional: tuple[int, ...] = ()
    """Which elements are optional: `[?a]`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value. The key of a message is the name of a field."""

    id: int
    key: Node | str
    value: Node
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CreateStruct:
    """A map, or a message if it has a name."""

    id: int
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Comprehension:
    """What a macro such as `all` or `map` stands for: a loop over a range that keeps a result."""

    id: int
    variable: str
    range: Node
    accumulator: str
    initial: Node
    condition: Node
    step: Node
    result: Node
    second_variable: str = ""


Node: TypeAlias = Constant | Identifier | Select | Call | CreateList | CreateStruct | Comprehension


@dataclass(frozen=True, slots=True)
class SyntaxTree:
    """An expression, and where each node begins: the offset of its character in the text."""

    root: Node
    positions: dict[int, int]


def children(node: Node) -> Iterator[Node]:
    """The parts of a node, in the order in which they are written."""
    if isinstance(node, Select):
        yield node.operand
    elif isinstance(node, Call):
        if node.target is not None:
            yield node.target
        yield from node.arguments
    elif isinstance(node, CreateList):
        yield from node.elements
    elif isinstance(node, CreateStruct):
        for entry in node.entries:
            if not isinstance(entry.key, str):
                yield entry.key
            yield entry.value
    elif isinstance(node, Comprehension):
        yield from (node.range, node.initial, node.condition, node.step, node.result)


def nodes(node: Node) -> Iterator[Node]:
    """The node and everything in it."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending += reversed(list(children(current)))


def qualified_name(node: Node) -> str:
    """`a.b.c` of a chain of fields; empty for anything else."""
    fields: list[str] = []
    while isinstance(node, Select) and not node.test_only:
        fields.append(node.field)
        node = node.operand
    if not isinstance(node, Identifier):
        return ""
    return ".".join((node.name.removeprefix("."), *reversed(fields)))


def with_children(node: Node, parts: Iterator[Node]) -> Node:
    """The node with other parts, in the order of children()."""
    if isinstance(node, Select):
        return replace(node, operand=next(parts))
    if isinstance(node, Call):
        target = None if node.target is None else next(parts)
        return replace(node, target=target, arguments=tuple(next(parts) for _ in node.arguments))
    if isinstance(node, CreateList):
        return replace(node, elements=tuple(next(parts) for _ in node.elements))
    if isinstance(node, CreateStruct):
        return replace(node, entries=tuple(_entry(entry, parts) for entry in node.entries))
    if isinstance(node, Comprehension):
        return Comprehension(
            node.id,
            node.variable,
            next(parts),
            node.accumulator,
            next(parts),
            next(parts),
            next(parts),
            next(parts),
            node.second_variable,
        )
    return node


def _entry(entry: Entry, parts: Iterator[Node]) -> Entry:
    if isinstance(entry.key, str):
        return replace(entry, value=next(parts))
    return replace(entry, key=next(parts), value=next(parts))


def call(function: str, *arguments: Node, target: Node | None = None) -> Call:
    """A call that no text has."""
    return Call(0, function, target, arguments)
