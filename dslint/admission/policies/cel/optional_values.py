"""Parts of expressions that give optional values, as the library evaluates them."""

from __future__ import annotations

from dslint.admission.policies.cel.binding import bound
from dslint.admission.policies.cel.engine import DRY_RUN, USER
from dslint.admission.policies.cel.functions.fields import FIELD, HAS_FIELD
from dslint.admission.policies.cel.syntax_tree import Call, Constant, Identifier, Node, call

ALWAYS_THERE = {"userInfo": USER, "dryRun": DRY_RUN}
"""Fields that each request has, and that nobody may know, with the functions that tell them."""


def optional_request_field(node: Node) -> Node | None:
    """`request.?name` without reading the rest of the request; None for anything else."""
    if not isinstance(node, Call) or node.function != "_?._":
        return None
    operand, field = node.arguments
    if not isinstance(operand, Identifier) or operand.name != "request" or not isinstance(field, Constant):
        return None
    known = ALWAYS_THERE.get(str(field.value))
    return node if known is None else call("optional.of", call(known))


def optional_field(node: Call, *, optional: bool) -> Node:
    """`a.?b` and `a[?b]`, where a may be something without fields: then there is none."""
    operand, key = node.arguments

    def found(value: Node) -> Node:
        target = call("value", target=value) if optional else value
        there: Node = call(HAS_FIELD, target, key)
        if optional:
            there = call("_&&_", call("hasValue", target=value), there)
        return call("_?_:_", there, call("optional.of", call(FIELD, target, key)), call("optional.none"))

    return bound(operand, found)


def end_of(items: Node, *, last: bool) -> Node:
    return bound(items, _last_of) if last else call("_[?_]", items, Constant(0, 0))


def _last_of(items: Node) -> Node:
    size = call("size", items)
    at_end = call("_[?_]", items, call("_-_", size, Constant(0, 1)))
    return call("_?_:_", call("_>_", size, Constant(0, 0)), at_end, call("optional.none"))
