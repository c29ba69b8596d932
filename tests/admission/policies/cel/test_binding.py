from __future__ import annotations

import pytest

from dslint.admission.policies.cel.binding import bound
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.syntax_tree import Call, Identifier, Node, nodes

from .expressions import compiled, value


def twice(node: Node) -> Node:
    return Call(0, "_+_", None, (node, node))


def test_a_name_stands_for_what_is_used_several_times() -> None:
    found = bound(Call(1, "f", None, ()), twice)
    assert [one.function for one in nodes(found) if isinstance(one, Call)] == ["f", "_+_"]


def test_a_name_needs_no_other() -> None:
    assert bound(Identifier(1, "a"), twice) == twice(Identifier(1, "a"))


@pytest.mark.parametrize(
    "text",
    [
        "object.metadata.name" + "".join(f".?{letter}" for letter in "abcdefghijklmnopqrst") + ".hasValue()",
        "int(string(" * 8 + "object.number" + "))" * 8 + " == 6",
        "'%s'.format(['%s'.format(['%s'.format([object.metadata.name])])]) == ''",
    ],
)
def test_a_program_does_not_grow_with_each_level(text: str) -> None:
    expression = compiled(text)
    assert isinstance(expression, Expression)
    assert expression.program is not None
    assert sum(1 for _ in nodes(expression.program)) < 600
    assert value(text, object={"metadata": {"name": "agent"}, "number": "5"}) is False
