"""Expressions with the variables of their policy put in: what a variable holds need not leave the CEL library then.

To read a variable through Python costs as much as all that it holds, each time. The server's words for errors name
variables, so an expression that fails is to be evaluated again as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dslint.admission.policies.cel.engine import ROOTS, VARIABLE
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Comprehension,
    Constant,
    Identifier,
    Node,
    Select,
    children,
    nodes,
    with_children,
)
from dslint.limits import INLINED_PARTS

_OF_A_LOOP = ("range", "initial", "condition", "step", "result")
_ONCE = frozenset({"range", "initial"})


def inlined(expression: Expression) -> Expression | None:
    """The expression with its variables put in; None if it has none that can be."""
    if expression.program is None or not expression.meaning.variables:
        return None
    programs = {name: program for name, (_, program) in expression.meaning.variables.items()}
    program = _Inlining(programs, INLINED_PARTS).of(expression.program, repeated=False)
    return None if program is expression.program else replace(expression, program=program, _programs={})


@dataclass(slots=True)
class _Inlining:
    """`left` is how many nodes may still be put in."""

    programs: dict[str, Node | None]
    left: int

    def of(self, node: Node, *, repeated: bool) -> Node:
        """`repeated`: it is evaluated for each item of a loop, so that only what costs nothing is put in."""
        if isinstance(node, Call) and node.function.partition(":")[0] == VARIABLE:
            return self._of_variable(node, repeated=repeated)
        if isinstance(node, Comprehension):
            return self._of_loop(node, repeated=repeated)
        parts = list(children(node))
        new = [self.of(part, repeated=repeated) for part in parts]
        return node if all(map(_is, parts, new)) else with_children(node, iter(new))

    def _of_variable(self, node: Call, *, repeated: bool) -> Node:
        (name,) = node.arguments
        program = self.programs.get(str(name.value)) if isinstance(name, Constant) else None
        if program is None or (repeated and not _is_path(program)):
            return node
        size = sum(1 for _ in nodes(program))
        if size > self.left:
            return node
        self.left -= size
        return self.of(program, repeated=repeated)

    def _of_loop(self, node: Comprehension, *, repeated: bool) -> Node:
        if {node.variable, node.second_variable, node.accumulator} & {*ROOTS}:
            return node
        parts = list(children(node))
        new = [
            self.of(part, repeated=repeated or name not in _ONCE) for name, part in zip(_OF_A_LOOP, parts, strict=True)
        ]
        return node if all(map(_is, parts, new)) else with_children(node, iter(new))


def _is(first: Node, second: Node) -> bool:
    return first is second


def _is_path(node: Node) -> bool:
    """Whether a program is a chain of fields: `object.spec.template.spec`."""
    while isinstance(node, Select) and not node.test_only:
        node = node.operand
    return isinstance(node, Identifier)
