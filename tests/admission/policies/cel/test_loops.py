from __future__ import annotations

import pytest

from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.loops import loop_of
from dslint.admission.policies.cel.syntax_tree import Comprehension

from .expressions import compiled


@pytest.mark.parametrize(
    ("text", "kind", "has_condition"),
    [
        ("object.all(x, true)", "all", False),
        ("object.exists(x, true)", "exists", False),
        ("object.filter(x, true)", "filter", False),
        ("object.map(x, x.a)", "map", False),
        ("object.map(x, true, x.a)", "map", True),
        ("object.exists_one(x, true)", "", False),
        ("object.all(k, v, true)", "all", False),
        ("object.transformList(k, v, v)", "map", False),
        ("object.transformList(k, v, true, v)", "map", True),
        ("object.transformMap(k, v, v)", "", False),
    ],
)
def test_a_comprehension_is_told_by_what_it_gathers(text: str, kind: str, has_condition: bool) -> None:
    expression = compiled(text)
    assert isinstance(expression, Expression)
    root = expression.tree.root
    assert isinstance(root, Comprehension)
    loop = loop_of(root)
    assert (loop.kind, loop.where is not None) == (kind, has_condition)
