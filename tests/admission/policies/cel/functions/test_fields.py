from __future__ import annotations

import pytest

from dslint.admission.policies.cel.functions.fields import FIELDS
from dslint.admission.policies.cel.functions.overloads import FunctionError

FUNCTIONS = {one.signature.name: one.implementation for one in FIELDS}


def test_fields_and_items_are_found_and_absent_in_anything_else() -> None:
    field, has_field = FUNCTIONS["field"], FUNCTIONS["hasField"]
    assert field is not None
    assert has_field is not None
    assert (field({"a": 1}, "a"), field([1, 2], 1)) == (1, 2)
    assert [has_field(one, "a") for one in ({"a": 1}, {}, "a", None, 3)] == [True, False, False, False, False]
    for one in ("text", None, {}):
        with pytest.raises(FunctionError, match="no such key: a"):
            field(one, "a")
    with pytest.raises(FunctionError, match="index out of bounds: 2"):
        field([1, 2], 2)
    with pytest.raises(FunctionError, match="unsupported index type 'string' in list"):
        has_field([1], "a")


def test_opaque_values_are_the_same_where_their_amounts_are() -> None:
    same, is_type = FUNCTIONS["same"], FUNCTIONS["isType"]
    assert same is not None
    assert is_type is not None
    one = {"@type": "kubernetes.Quantity", "amount": "1", "places": 0}
    assert same(one, {**one, "places": 3})
    assert not same(one, {**one, "amount": "2"})
    assert not same(one, "1")
    assert is_type(one, "kubernetes.Quantity")
    assert not is_type("1", "kubernetes.Quantity")
