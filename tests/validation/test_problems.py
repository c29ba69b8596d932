"""Field errors: their codes and the start of their messages."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.validation import problems
from dslint.validation.place import Place

HERE = Place.top(Release.of("1.36")).child("spec", "x")


@pytest.mark.parametrize(
    ("problem", "code", "message"),
    [
        (problems.required(HERE), "DS201", "Required value"),
        (problems.required(HERE, "because"), "DS201", "Required value: because"),
        (problems.invalid(HERE, "a", "must be b"), "DS202", 'Invalid value: "a": must be b'),
        (problems.unsupported(HERE, "a", ["b", "c"]), "DS203", 'Unsupported value: "a": supported values: "b", "c"'),
        (problems.duplicate(HERE, "a"), "DS204", 'Duplicate value: "a"'),
        (problems.forbidden(HERE, "not here"), "DS205", "Forbidden: not here"),
        (problems.not_found(HERE, "a"), "DS206", 'Not found: "a"'),
        (problems.not_found(HERE, "a", "nowhere"), "DS206", 'Not found: "a": nowhere'),
        (problems.too_long(HERE, 63), "DS207", "Too long: may not be more than 63 bytes"),
        (problems.too_many(HERE, 21, 20), "DS208", "Too many: 21: must have at most 20 items"),
        (problems.forbidden(HERE, "not here", code="DS242"), "DS242", "Forbidden: not here"),
    ],
)
def test_each_kind_has_its_code_and_words(problem, code, message):
    assert (problem.code, problem.message) == (code, message)
    assert (problem.path, problem.field) == (("spec", "x"), "spec.x")


def test_a_length_was_worded_otherwise_before_1_32():
    old = Place.top(Release.of("1.31")).child("x")
    assert problems.too_long(old, 63).message == "Too long: must have at most 63 bytes"


def test_a_duplicate_shows_the_first():
    problem = problems.duplicate(HERE, "a", first=HERE.nth(0))
    assert [related.path for related in problem.related] == [("spec", "x", 0)]
