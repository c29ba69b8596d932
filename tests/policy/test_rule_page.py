"""The page of a rule."""

from __future__ import annotations

import pytest

from dslint.policy import catalogue
from dslint.policy.rule_page import unmarked


@pytest.mark.usefixtures("_one_rule")
def test_a_page_tells_what_each_example_is_expected_to_give() -> None:
    page = catalogue.page("DS999")
    first, second = page.examples
    assert (page.since, page.until, page.references) == ("1.10", None, ("https://example.org/legs",))
    assert (first.expected, second.expected) == (((1, "DS999"),), ((2, "DS999"),))
    assert (second.options.kubernetes_versions, second.options.name) == (("1.36",), "table.yaml")


def test_marks_are_taken_out_of_what_people_read() -> None:
    text = "a: 1  # error: DS231, DS202\nb: 2  # a comment of its own\n# warning: DS301\n"
    assert unmarked(text) == "a: 1\nb: 2  # a comment of its own\n\n"
