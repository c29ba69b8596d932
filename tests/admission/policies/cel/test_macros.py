from __future__ import annotations

import pytest

from .expressions import error, refusal, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("object.metadata.labels.all(k, v, k != v)", True),
        ("[3, 4].all(i, v, v == i + 3)", True),
        ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", True),
        ("[1, 2].exists_one(i, v, v > 1)", True),
        ("[1, 2].existsOne(i, v, v > 0)", False),
        ("[1, 2].existsOne(v, v > 1)", True),
        ("[1, 2].transformList(i, v, i * v)", [0, 2]),
        ("[1, 2].transformList(i, v, v > 1, v)", [2]),
        ("{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v + 1)", {"b": 3}),
        ("{'a': 'x'}.transformMapEntry(k, v, {v: k})", {"x": "a"}),
        ("{'a': 'x', 'b': 'y'}.transformMapEntry(k, v, k == 'a', {v: k})", {"x": "a"}),
        ("['b', 'a'].sortBy(x, x)", ["a", "b"]),
        ("[1, 2, 3].sortBy(x, -x)", [3, 2, 1]),
        ("[[1, 2].transformList(i, v, v), [3]].all(i, l, l.size() > 0)", True),
    ],
)
def test_macros_give_what_they_stand_for(text: str, expected: object) -> None:
    assert value(text) == expected


def test_two_entries_with_one_key_are_an_error() -> None:
    assert error("['a', 'a'].transformMapEntry(i, v, {v: i})") == "insert failed: key a already exists"


def test_a_name_is_wanted_for_each_variable() -> None:
    assert "argument must be a simple name" in refusal("[1].transformList(1, v, v)")
    assert "argument must be a simple name" in refusal("[1].sortBy(1, v)")
    assert "duplicate variable name: v" in refusal("[1].all(v, v, true)")


def test_errors_stand_where_the_macro_stands() -> None:
    assert "1:25: undeclared reference to 'w'" in refusal("[1].transformList(i, v, w)")


def test_a_macro_that_the_version_does_not_have_is_an_unknown_function() -> None:
    assert "undeclared reference to 'transformList'" in refusal("[1].transformList(i, v, v)", "1.31")
    assert "undeclared reference to 'existsOne'" in refusal("[1].existsOne(v, v > 0)", "1.32")
