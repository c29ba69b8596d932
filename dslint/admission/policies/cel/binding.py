"""A part of an expression that is used several times, and evaluated once."""

from __future__ import annotations

from collections.abc import Callable

from dslint.admission.policies.cel.syntax_tree import Comprehension, Constant, CreateList, Identifier, Node

_NAME = "@value"
"""No name of an expression begins so."""


def bound(value: Node, use: Callable[[Node], Node]) -> Node:
    """What `use` makes of the name of the value: as cel.bind has it, a loop over nothing."""
    if isinstance(value, (Identifier, Constant)):
        return use(value)
    name = Identifier(0, _NAME)
    return Comprehension(0, "#unused", CreateList(0, ()), _NAME, value, Constant(0, value=False), name, use(name))
