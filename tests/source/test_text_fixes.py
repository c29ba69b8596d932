"""Fixes of a text: what goes or comes, and that all else stays."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.text_fixes import document_begun


def fixed(text: str) -> str | None:
    """The text with the first fix of its faults, None if there is none."""
    source = read_text(text, "agent.yaml")
    faults = [(document, fault) for document in source.documents for fault in document.faults]
    assert faults
    found = [(document, fault.fix) for document, fault in faults if fault.fix is not None]
    if not found:
        return None
    document, fix = found[0]
    result = source.text
    for edit in sorted(fix.text_edits, reverse=True):
        result = result[: edit.start + document.offset] + edit.text + result[edit.end + document.offset :]
    return result


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1\nb: 2\na: 1  # again\nc: 3\n", "a: 1\nb: 2\nc: 3\n"),
        ("a: 1\r\nb: 2\r\na: 1\r\n", "a: 1\r\nb: 2\r\n"),
        ("x: {a: 1, b: [2], a: 1}\n", "x: {a: 1, b: [2]}\n"),
        ("x: {a: 1, a: 1, b: 2}\n", "x: {a: 1, b: 2}\n"),
        ('{"a": 1,\n "a": 1\n}', '{"a": 1\n}'),
        ("x:\n  a:\n  - b\n  a:\n  - b\ny: 1\n", "x:\n  a:\n  - b\ny: 1\n"),
        ("x:\n  a: |\n    b\n\n  a: |\n    b\n\n# y\ny: 1\n", "x:\n  a: |\n    b\n\n\n# y\ny: 1\n"),
        ("a: {b: 1}\na:\n  b: 1\n", "a: {b: 1}\n"),
        ("1: a\n'1': a\n", "1: a\n"),
        ("a: 1\na: '1'\n", None),
        ("a: 1\na: true\n", None),
        ("a: 1\na: 2\na: 1\n", None),
        ("a: 1\na: &x 1\nb: *x\n", None),
        ("? a\n: 1\n? a\n: 1\n", None),
        ("b: &b {x: 1}\na:\n  <<: *b\na:\n  <<: *b\n", None),
        ("b: &b {x: 1}\na:\n- <<: *b\na:\n- <<: *b\n", None),
    ],
)
def test_the_second_of_two_equal_entries_goes_with_its_lines(text: str, wanted: str | None) -> None:
    assert fixed(f"first: 1\n---\n{text}") == (None if wanted is None else f"first: 1\n---\n{wanted}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1\n-----\nb: 2\n", "a: 1\n---\nb: 2\n"),
        ("a: 1\n---kind: x\n", "a: 1\n---\nkind: x\n"),
        ("a: 1\r\n--- apiVersion: x\r\n", "a: 1\r\n---\r\napiVersion: x\r\n"),
        ("a: 1\n--- {}\n", None),
        ("a: 1\n--- Source: agent.yaml\n", None),
    ],
)
def test_a_separator_stands_alone_on_its_line(text: str, wanted: str | None) -> None:
    assert fixed(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("%YAML 1.2\n---\na: 1\n", "---\na: 1\n"),
        ("# x\n%YAML 1.2  # y\n---\na: 1\n", "# x\n---\na: 1\n"),
        ("a: 1\n... \nb: 2\n", "a: 1\n--- \nb: 2\n"),
        ("a: \x08b\x07\n", "a: b\n"),
        ("a: @b c  # d\ne: 1\n", 'a: "@b c"  # d\ne: 1\n'),
        ("a: `b`\r\nc: 1\r\n", 'a: "`b`"\r\nc: 1\r\n'),
        ("a: @b: c\n", None),
        ('a: @b "c"\n', None),
        ("a: %b\n", None),
        ("a: [@b, c]\n", None),
        ("a: {b: @c}\n", None),
        ("a: |\n  \u00a0b\nc:\n  d: e\n  f: g: h\n", None),
        ("a:\n\u00a0\u00a0b: 1\n\u200b  c: 2\n  d: 3\n", "a:\n  b: 1\n  c: 2\n  d: 3\n"),
        ("a: b: c\n", None),
    ],
)
def test_what_yaml_does_not_take_is_written_as_it_does(text: str, wanted: str | None) -> None:
    assert fixed(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"a": [1, 2,\n ]}\n', '{"a": [1, 2\n ]}\n'),
        ('{"a": 1} \n{"a": {"b": 1,}}\n', '{"a": 1} \n{"a": {"b": 1}}\n'),
        ('{"a": 1}\n{"a": 2}\n{"a": 3,}\n', '{"a": 1}\n{"a": 2}\n{"a": 3}\n'),
        ("{a: 1}\n", None),
    ],
)
def test_a_comma_before_a_bracket_goes(text: str, wanted: str | None) -> None:
    assert fixed(text) == wanted


@pytest.mark.parametrize(("text", "begins"), [("a: 1\n...\nb: 2\n", True), ("a: 1 ...\nb: 2\n", False)])
def test_to_begin_a_document_after_an_end_is_not_safe_since_its_content_counts_from_then_on(
    text: str, begins: bool
) -> None:
    fix = document_begun(text, text.index("..."))
    assert [fix.safe, [edit.text for edit in fix.text_edits]] == [False, ["---"]] if fix else not begins
