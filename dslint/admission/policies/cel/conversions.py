"""Conversions that the library makes otherwise than the server: numbers with spaces around them, times as text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from dslint.admission.policies.cel.binding import bound
from dslint.admission.policies.cel.format_calls import is_like
from dslint.admission.policies.cel.functions.times import TEXT
from dslint.admission.policies.cel.syntax_tree import Call, Constant, Node, call
from dslint.admission.policies.cel.types import Type

_NUMBERS = frozenset({"int", "uint", "double"})
CONVERTED = _NUMBERS | {"string"}
_TIMES = frozenset({"timestamp", "duration"})


def conversion(node: Call, given: Type) -> Node:
    """The call, so that it converts as the server does. `given` is the type of its argument."""
    if node.function == "string" and given.name in _TIMES:
        return replace(node, function=TEXT)
    (argument,) = node.arguments
    if node.function not in _NUMBERS or isinstance(argument, Constant) or given.name not in {"string", "dyn"}:
        return node
    return bound(argument, partial(_without_spaces, node.function))


def _without_spaces(function: str, argument: Node) -> Node:
    is_text = is_like(argument, Constant(0, ""))
    has_space = call("matches", call("dyn", argument), Constant(0, r"\s"))
    spaced = call("_?_:_", is_text, has_space, Constant(0, value=False))
    return call("_?_:_", spaced, call(function, Constant(0, " ")), call(function, argument))
