"""Errors in dslint's own files are one line each, with file, line and field."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import FieldPath
from dslint.own_files.errors import OwnFileError, OwnFileErrors, field_of, one_line, shown_type


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "is wrong"),
        ({"file": "a.yaml"}, "a.yaml: is wrong"),
        ({"file": "a.yaml", "line": 3}, "a.yaml:3: is wrong"),
        ({"file": "a.yaml", "line": 3, "column": 5, "field": "spec.x"}, "a.yaml:3: spec.x: is wrong"),
        ({"line": 3, "field": "spec.x"}, "spec.x: is wrong"),
    ],
)
def test_a_text_has_what_is_known_of_its_place(fields: dict[str, Any], text: str) -> None:
    error = OwnFileError("is wrong", **fields)
    assert (str(error), error.message, error.column) == (text, "is wrong", fields.get("column"))


@pytest.mark.parametrize(("number", "lines", "last"), [(1, 1, "a: 0"), (10, 10, "a: 9"), (11, 11, "a: and 1 more")])
def test_ten_errors_are_told_and_the_others_counted(number: int, lines: int, last: str) -> None:
    errors = OwnFileErrors(OwnFileError(str(n), file="a") for n in range(number))
    said = str(errors).splitlines()
    assert (len(said), said[-1], len(errors.errors)) == (lines, last, number)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("é 漢", "é 漢"), ("a\nb", "a\\nb"), ("\x1b[31m", "\\x1b[31m"), ("a\u2028b", "a\\u2028b"), ("\u202e", "\\u202e")],
)
def test_what_is_not_printable_is_escaped(text: str, shown: str) -> None:
    assert one_line(text) == shown
    assert str(OwnFileError(text, file="f")) == f"f: {shown}"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("spec", "taints", 0, "key"), "spec.taints[0].key"),
        (("labels", "a.b/c"), "labels[a.b/c]"),
        ((), ""),
    ],
)
def test_a_path_is_written_as_the_api_writes_it(path: FieldPath, field: str) -> None:
    assert field_of(path) == field


@pytest.mark.parametrize(
    ("value", "shown"),
    [({}, "a map"), ([], "a list"), ("", "a string"), (True, "true or false"), (1, "a number"), (None, "nothing")],
)
def test_a_type_is_named_in_words(value: object, shown: str) -> None:
    assert shown_type(value) == shown
