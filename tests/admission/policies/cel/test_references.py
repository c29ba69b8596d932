from __future__ import annotations

import pytest

from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.references import references

from .expressions import compiled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("object.metadata.labels['team'] == params.team", {"object.metadata.labels.team", "params.team"}),
        ("has(object.spec.x) && object.spec.x.y == 1", {"object.spec.x.y"}),
        ("object.?spec.?x.orValue(1) == 1", {"object.spec.x"}),
        ("object.list[0].a + object.list[object.at]", {"object.list.0.a", "object.list.*", "object.at"}),
        ("object.list.all(i, i.a == 1)", {"object.list.*.a"}),
        ("object.map.all(k, v, v.a == k)", {"object.map.*.a"}),
        ("object.list.filter(i, i.a).map(i, i.b).size() == 0", {"object.list.*.a"}),
        ("object.list.all(object, object.a == 1)", {"object.list.*.a"}),
        ("true", set()),
    ],
)
def test_the_deepest_fields_are_named(text: str, expected: set[str]) -> None:
    expression = compiled(text)
    assert isinstance(expression, Expression)
    assert {".".join(map(str, path)) for path in references(expression.tree.root)} == expected
