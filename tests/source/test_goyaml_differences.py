"""Texts that libyaml and goyaml.v2 read differently; expected is what goyaml.v2's scanner does."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text


def read(text):
    return read_text(text, "ds.yaml").documents[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: [b:, c]\n", ["b:", "c"]),
        ("a: {b:}\n", {"b:": None}),
        ("a: {b:, c:}\n", {"b:": None, "c:": None}),
        ("a: [b::]\n", ["b::"]),
        ('a: "it\\\'s"\n', "it's"),
        ("a: \"\\'\\'\"\n", "''"),
        ("a: 'x?y'\n", "x?y"),
        ("a: http://x/?y=z\n", "http://x/?y=z"),
        ("a: ['x?y']\n", ["x?y"]),
        ('a: "b\\\\/c"\n', "b\\/c"),
        ("a: 'b\\/c'\n", "b\\/c"),
    ],
)
def test_what_goyaml_reads_is_read(text, value):
    document = read(text)
    assert document.faults == ()
    assert document.value == {"a": value}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: [x?y]\n", 6),
        ("a: [http://x/?y=z, b]\n", 14),
        ("a: {b: c ?d}\n", 10),
        ("a: {b?: c}\n", 6),
        ('a: "b\\/c"\n', 6),
        ('a: "b\\\\\\/c"\n', 8),
        ('a: "\\q"\n', 5),
    ],
)
def test_what_goyaml_refuses_is_refused(text, column):
    document = read(text)
    assert [fault.code for fault in document.faults] == ["DS001"]
    assert document.place(()).line == 1
    assert document.span(document.faults[0].place).column == column


def test_stand_ins_move_nothing():
    text = "a: [b:]\nc: x\n"
    assert read(text).place(("c",)).column == 4
