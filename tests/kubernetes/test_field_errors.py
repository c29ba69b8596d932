"""Field errors: their codes and the start of their messages."""

from __future__ import annotations

import pytest

from dslint.kubernetes import field_errors
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.limits import NAMES_LISTED

HERE = Field.top(Release.of("1.36")).child("spec", "x")


@pytest.mark.parametrize(
    ("problem", "code", "message"),
    [
        (field_errors.required(HERE), "DS201", "Required value"),
        (field_errors.required(HERE, "because"), "DS201", "Required value: because"),
        (field_errors.invalid(HERE, "a", "must be b"), "DS202", 'Invalid value: "a": must be b'),
        (
            field_errors.unsupported(HERE, "a", ["b", "c"]),
            "DS203",
            'Unsupported value: "a": supported values: "b", "c"',
        ),
        (field_errors.duplicate(HERE, "a"), "DS204", 'Duplicate value: "a"'),
        (field_errors.forbidden(HERE, "not here"), "DS205", "Forbidden: not here"),
        (field_errors.not_found(HERE, "a"), "DS206", 'Not found: "a"'),
        (field_errors.not_found(HERE, "a", "nowhere"), "DS206", 'Not found: "a": nowhere'),
        (field_errors.too_long(HERE, 63), "DS207", "Too long: may not be more than 63 bytes"),
        (field_errors.too_many(HERE, 21, 20), "DS208", "Too many: 21: must have at most 20 items"),
        (field_errors.forbidden(HERE, "not here", code="DS242"), "DS242", "Forbidden: not here"),
    ],
)
def test_each_kind_has_its_code_and_words(problem, code, message):
    assert (problem.code, problem.message) == (code, message)
    assert (problem.path, problem.field) == (("spec", "x"), "spec.x")


def test_a_length_was_worded_otherwise_before_1_32():
    old = Field.top(Release.of("1.31")).child("x")
    assert field_errors.too_long(old, 63).message == "Too long: must have at most 63 bytes"
    profile = field_errors.too_long(old, 4095, old_wording="may not be longer than {}")
    assert profile.message == "Too long: may not be longer than 4095"


def test_a_duplicate_shows_the_first():
    problem = field_errors.duplicate(HERE, "a", first=HERE.nth(0))
    assert [related.path for related in problem.related] == [("spec", "x", 0)]


def test_a_message_lists_many_names_and_says_how_many_more_there_are():
    names = [f"n{number}" for number in range(NAMES_LISTED)]
    assert field_errors.names_listed(["a", "b"]) == "a, b"
    assert field_errors.names_listed([*names, "x", "y"]) == f"{', '.join(names)} and 2 more"
