from __future__ import annotations

import pytest

from dslint.admission.policies.cel.functions.lists import equal
from tests.admission.policies.cel.expressions import error, reason, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1, 2, 2].isSorted() && ['a', 'b'].isSorted() && [].isSorted()", True),
        ("[2, 1].isSorted()", False),
        ("[1, 2, 3].sum()", 6),
        ("[1.5, 2.0].sum()", 3.5),
        ("[9223372036854775806, 1].sum()", 9223372036854775807),
        ("[-9223372036854775807, -1].sum()", -9223372036854775808),
        ("[].sum() == 0", True),
        ("[3, 1].min() + [3, 1].max()", 4),
        ("['b', 'a'].min()", "a"),
        ("[1, 2, 1].indexOf(1) + [1, 2, 1].lastIndexOf(1)", 2),
        ("['a'].indexOf('b')", -1),
        ("['a', 'c'].lastIndexOf('b')", -1),
        ("[true].indexOf(true)", 0),
        ("'abcabc'.lastIndexOf('b', 3) + dyn('abc').indexOf('c', 1)", 3),
        ("[1, 2, 3, 4].slice(1, 3)", [2, 3]),
        ("['abc'.charAt(0), 'abc'.charAt(2), 'abc'.charAt(3)]", ["a", "c", ""]),
        ("['abc'.substring(1), 'abc'.substring(0, 2), 'abc'.substring(3)]", ["bc", "ab", ""]),
        ("[[1], [2, 2]].flatten()", [1, 2, 2]),
        ("object.list.flatten(2)", [1, 2, 3]),
        ("['b', 'a'].sort()", ["a", "b"]),
        ("lists.range(3)", [0, 1, 2]),
        ("[1, 2].reverse()", [2, 1]),
        ("[1, 1, 2].distinct()", [1, 2]),
        ("sets.contains([1, 2], [1]) && sets.contains([1], [])", True),
        ("sets.equivalent([1, 1], [1]) && !sets.equivalent([1, 2], [1])", True),
        ("sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], [])", True),
    ],
)
def test_functions_of_lists(text: str, expected: object) -> None:
    assert value(text, object={"list": [1, [2, [3]]]}) == expected


@pytest.mark.parametrize(
    "text",
    ["object.text.charAt(1) == 'b'", "object.text.charAt(3) == ''", "object.text.substring(1, 3) == 'bc'"],
)
def test_functions_of_texts_are_the_same_beside_a_field_of_nothing(text: str) -> None:
    """The library stops there, and the expression is evaluated once more."""
    assert value(f"!has(oldObject.spec) && {text}", object={"text": "abc"}, oldObject=None) is True


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[].max()", "max called on empty list"),
        ("[].min()", "min called on empty list"),
        ("object.list.sum()", "no such overload"),
        ("object.list.isSorted()", "no such overload"),
        ("[9223372036854775807, 1].sum()", "integer overflow"),
        ("[-9223372036854775807, -2].sum()", "integer overflow"),
        ("[1].slice(-1, 0)", "cannot slice(-1, 0), negative indexes not supported"),
        ("[1].slice(1, 0)", "cannot slice(1, 0), start index must be less than or equal to end index"),
        ("[1].slice(0, 2)", "cannot slice(0, 2), list is length 1"),
        ("[[1]].flatten(-1)", "level must be non-negative"),
        ("object.list.sort()", "list elements must have the same type"),
        ("object.maps.sort()", "list elements must be comparable"),
    ],
)
def test_what_they_do_not_take(text: str, message: str) -> None:
    assert error(text, object={"list": ["a", 1, None], "maps": [{}]}) == message


def test_a_list_without_end_is_not_made() -> None:
    assert reason("lists.range(1000000000).size() > 0") == "makes a list of 1000000000 items"


def test_equality_is_that_of_cel() -> None:
    assert equal(1, 1.0)
    assert not equal(1, True)
    assert equal([1, {"a": 1.0}], [1.0, {"a": 1}])
    assert not equal({"a": 1}, {"a": 1, "b": 2})
    assert not equal("1", 1)
