from __future__ import annotations

import pytest

from dslint.admission.policies.cel.expression import Expression

from .expressions import compiled, refusal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("duration('1 hour')", "1:10: invalid duration argument"),
        ("timestamp('2024-02-30T00:00:00Z')", "1:11: invalid timestamp argument"),
        ("timestamp('2024-01-01')", "invalid timestamp argument"),
        ("'a'.matches('(')", "1:13: invalid matches argument"),
        ("matches('a', '[')", "1:14: invalid matches argument"),
        ("[1, 'a']", "1:5: expected type 'int' but found 'string'"),
        ("['a', object.metadata.name]", "1:22: expected type 'string' but found 'dyn'"),
        ("{'a': 1, 'b': true}", "1:15: expected type 'int' but found 'bool'"),
        ("{'a': 1, 2: 1}", "1:10: expected type 'string' but found 'int'"),
        ("1 in [1, 'a']", "1:10: expected type 'int' but found 'string'"),
        ("size([1, 'a']) == 2 || '%s'.format([1, 'a']) == ''", "1:10: expected type 'int' but found 'string'"),
    ],
)
def test_a_wrong_literal_is_refused(text: str, message: str) -> None:
    assert message in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "duration('1h30m') < duration('-1.5s')",
        "timestamp('2024-02-29T00:00:00.5+01:00') == timestamp('2024-02-29T00:00:00Z')",
        "'a'.matches('^[a-z]+$')",
        "[1, 2] == []",
        "'%s %d'.format(['a', 1])",
        "object.a in [object.b, object.c]",
    ],
)
def test_what_is_right_is_taken(text: str) -> None:
    assert isinstance(compiled(text, stored=False), Expression)


def test_an_optional_item_has_the_type_of_what_it_holds() -> None:
    assert "1:14: expected type 'dyn' but found 'string'" in refusal("[?object.?a, 'a']")
    assert isinstance(compiled("[?optional.of('b'), 'a']", stored=False), Expression)


def test_before_1_29_only_the_types_of_items_are_checked() -> None:
    assert "program instantiation failed" in refusal("duration('x')", "1.28")
    assert "expected type 'int' but found 'string'" in refusal("[1, 'a']", "1.28")
    assert isinstance(compiled("['a', object.b]", "1.28"), Expression)


def test_only_the_first_unlike_item_of_a_list_is_named() -> None:
    assert refusal("[1, 'a', 'b']").count("expected type") == 1
