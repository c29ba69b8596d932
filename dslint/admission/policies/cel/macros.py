"""Macros that the library's parser does not know: comprehensions of two variables, existsOne, sortBy, first and last.

They are expanded here into what the library can evaluate, as cel-go expands them (ext/comprehensions.go, ext/lists.go).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Comprehension,
    Constant,
    CreateList,
    CreateStruct,
    Identifier,
    Node,
    SyntaxTree,
    children,
    nodes,
    with_children,
)

RESULT = "@result"
MAP_INSERT = "cel.@mapInsert"
SORT_BY = "@sortByAssociatedKeys"


class MacroError(Exception):
    """The arguments of a macro are wrong. `node` is the number of the argument, the text the server's."""

    def __init__(self, node: int, message: str) -> None:
        super().__init__(message)
        self.node = node


@dataclass(slots=True)
class _Expansion:
    """Numbers for new nodes: each stands where its macro stands."""

    positions: dict[int, int]
    last: int
    place: int = 0

    def number(self) -> int:
        self.last += 1
        self.positions[self.last] = self.place
        return self.last

    def call(self, function: str, *arguments: Node, target: Node | None = None) -> Call:
        return Call(self.number(), function, target, arguments)

    def name(self, name: str) -> Identifier:
        return Identifier(self.number(), name)

    def constant(self, value: int) -> Constant:
        return Constant(self.number(), value)


def expanded(tree: SyntaxTree, *, two_variables: bool, lists: bool, exists_one: bool) -> SyntaxTree:
    """The tree with macros expanded, as far as the version has them. Raises MacroError."""
    names = {one.function for one in nodes(tree.root) if isinstance(one, Call) and one.target is not None}
    if not names & (_TWO_VARIABLES.keys() | {"existsOne", "sortBy"}):
        return tree
    macros = {name for name, known in (("two", two_variables), ("sortBy", lists), ("existsOne", exists_one)) if known}
    work = _Expansion(dict(tree.positions), max(tree.positions, default=0))

    def of(node: Node) -> Node:
        found = with_children(node, map(of, children(node)))
        return _expand(work, found, macros) if isinstance(found, Call) else found

    return SyntaxTree(of(tree.root), work.positions)


def _expand(work: _Expansion, node: Call, macros: set[str]) -> Node:
    if node.target is None:
        return node
    work.place = work.positions.get(node.id, 0)
    size = len(node.arguments)
    if "two" in macros and size in _SIZES.get(node.function, ()):
        return _TWO_VARIABLES[node.function](work, node.target, node.arguments, _names(node.arguments))
    if node.function == "existsOne" and node.function in macros and size == 2:
        return _exists_one(work, node.target, node.arguments, (_name(node.arguments[0]), ""))
    if node.function == "sortBy" and node.function in macros and size == 2:
        return _sort_by(work, node.target, node.arguments)
    return node


def _names(arguments: tuple[Node, ...]) -> tuple[str, str]:
    first, second = _name(arguments[0]), _name(arguments[1])
    if first == second:
        raise MacroError(arguments[1].id, f"duplicate variable name: {first}")
    return first, second


def _name(node: Node) -> str:
    if not isinstance(node, Identifier):
        raise MacroError(node.id, "argument must be a simple name")
    return node.name


def _all(work: _Expansion, over: Node, arguments: tuple[Node, ...], names: tuple[str, str]) -> Node:
    condition = work.call("@not_strictly_false", work.name(RESULT))
    step = work.call("_&&_", work.name(RESULT), arguments[-1])
    return _loop(work, over, names, work.constant(True), step, condition=condition)


def _exists(work: _Expansion, over: Node, arguments: tuple[Node, ...], names: tuple[str, str]) -> Node:
    condition = work.call("@not_strictly_false", work.call("!_", work.name(RESULT)))
    step = work.call("_||_", work.name(RESULT), arguments[-1])
    return _loop(work, over, names, work.constant(False), step, condition=condition)


def _exists_one(work: _Expansion, over: Node, arguments: tuple[Node, ...], names: tuple[str, str]) -> Node:
    one_more = work.call("_+_", work.name(RESULT), work.constant(1))
    step = work.call("_?_:_", arguments[-1], one_more, work.name(RESULT))
    result = work.call("_==_", work.name(RESULT), work.constant(1))
    return _loop(work, over, names, work.constant(0), step, result=result)


def _transform_list(work: _Expansion, over: Node, arguments: tuple[Node, ...], names: tuple[str, str]) -> Node:
    item = CreateList(work.number(), (arguments[-1],))
    step = work.call("_+_", work.name(RESULT), item)
    return _loop(work, over, names, CreateList(work.number(), ()), _where(work, arguments, step))


def _transform_map(work: _Expansion, over: Node, arguments: tuple[Node, ...], names: tuple[str, str]) -> Node:
    step = work.call(MAP_INSERT, work.name(RESULT), work.name(names[0]), arguments[-1])
    return _loop(work, over, names, CreateStruct(work.number(), "", ()), _where(work, arguments, step))


def _transform_entry(work: _Expansion, over: Node, arguments: tuple[Node, ...], names: tuple[str, str]) -> Node:
    step = work.call(MAP_INSERT, work.name(RESULT), arguments[-1])
    return _loop(work, over, names, CreateStruct(work.number(), "", ()), _where(work, arguments, step))


def _where(work: _Expansion, arguments: tuple[Node, ...], step: Node) -> Node:
    """The step for the entries that the filter lets through, if there is one: the third of four arguments."""
    return work.call("_?_:_", arguments[2], step, work.name(RESULT)) if len(arguments) == 4 else step


def _sort_by(work: _Expansion, over: Node, arguments: tuple[Node, ...]) -> Node:
    item = CreateList(work.number(), (arguments[1],))
    step = work.call("_+_", work.name(RESULT), item)
    keys = _loop(work, over, (_name(arguments[0]), ""), CreateList(work.number(), ()), step)
    return work.call(SORT_BY, keys, target=over)


def _loop(
    work: _Expansion, over: Node, names: tuple[str, str], initial: Node, step: Node, **other: Node
) -> Comprehension:
    """The comprehension, which goes on to the end and gives what it has gathered unless a step ends it."""
    condition = other.get("condition") or work.constant(True)
    result = other.get("result") or work.name(RESULT)
    return Comprehension(work.number(), names[0], over, RESULT, initial, condition, step, result, names[1])


_Expander = Callable[[_Expansion, Node, tuple[Node, ...], tuple[str, str]], Node]

_TWO_VARIABLES: dict[str, _Expander] = {
    "all": _all,
    "exists": _exists,
    "existsOne": _exists_one,
    "exists_one": _exists_one,
    "transformList": _transform_list,
    "transformMap": _transform_map,
    "transformMapEntry": _transform_entry,
}
_SIZES = {name: (3, 4) if name.startswith("transform") else (3,) for name in _TWO_VARIABLES}
