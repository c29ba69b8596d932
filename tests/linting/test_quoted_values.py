"""A fix that quotes a number or a boolean writes the characters that stand there."""

from __future__ import annotations

import pytest

from dslint.findings import Edit, Fix, Operation
from dslint.linting.quoted_values import with_written_text
from dslint.source.document_reader import read_text

QUOTE = Fix("quote it", (Edit(Operation.QUOTE, ("a",), "8"),))


@pytest.mark.parametrize("written", ["010", "1.10", "Yes", "0x1F", "1_000"])
def test_the_characters_are_those_of_the_text(written: str) -> None:
    (_, document) = read_text(f"b: 1\n---\na: {written}  # c\n", "a.yaml").documents
    fix = with_written_text(QUOTE, document)
    assert fix is not None
    assert fix.edits == (Edit(Operation.SET, ("a",), written),)


@pytest.mark.parametrize("text", ["b: &b 1\na: *b\n", "a: !!int '5'\n", "a: [1]\n", "b: 1\n"])
def test_there_is_no_fix_where_something_else_is_written(text: str) -> None:
    (document,) = read_text(text, "a.yaml").documents
    assert with_written_text(QUOTE, document) is None


def test_without_a_text_the_value_is_written_as_json_does() -> None:
    fix = with_written_text(QUOTE, None)
    assert fix is not None
    assert fix.edits == (Edit(Operation.SET, ("a",), "8"),)


def test_other_edits_stay() -> None:
    other = Edit(Operation.REMOVE, ("b",))
    fix = with_written_text(QUOTE._replace(edits=(other, *QUOTE.edits)), None)
    assert fix is not None
    assert fix.edits[0] == other
