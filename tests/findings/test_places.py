"""Places of findings in a text."""

from __future__ import annotations

import pytest

from dslint.findings import RelatedPlace, Span, json_form


@pytest.mark.parametrize(
    ("place", "form"),
    [
        (RelatedPlace("the selector", Span(3, 5, 3, 9)), {"message": "the selector", "line": 3, "column": 5}),
        (
            RelatedPlace("the policy", Span(3, 1, 3, 1), "policy.yaml"),
            {"message": "the policy", "line": 3, "column": 1, "file": "policy.yaml"},
        ),
        (
            RelatedPlace("an object without a text", None),
            {"message": "an object without a text", "line": None, "column": None},
        ),
    ],
)
def test_a_related_place_has_the_line_where_its_range_begins(place: RelatedPlace, form: dict[str, object]) -> None:
    assert json_form(place) == form
