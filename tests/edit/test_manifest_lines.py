from __future__ import annotations

import pytest

from dslint.edit.manifest_lines import Entry, Shape, entry_at, lines_of


def entry(text: str) -> Entry | None:
    return entry_at(lines_of(text), 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: agent", Entry(0, "name", Shape.PLAIN, "agent", 1)),
        ("  name: agent # a comment", Entry(0, "name", Shape.PLAIN, "agent", 1)),
        ("- name: agent", Entry(2, "name", Shape.PLAIN, "agent", 1)),
        ("-   name: agent", Entry(4, "name", Shape.PLAIN, "agent", 1)),
        ('"a: b": c', Entry(0, "a: b", Shape.PLAIN, "c", 1)),
        ("kubernetes.io/os: linux", Entry(0, "kubernetes.io/os", Shape.PLAIN, "linux", 1)),
        ("- --v=2", Entry(2, None, Shape.PLAIN, "--v=2", 1)),
        ("- http://registry.example:5000", Entry(2, None, Shape.PLAIN, "http://registry.example:5000", 1)),
        ("spec:", Entry(0, "spec", Shape.NOTHING, "", 1)),
        ("limits: &limits", Entry(0, "limits", Shape.NOTHING, "&limits", 1)),
        ("limits: *limits", Entry(0, "limits", Shape.ALIAS, "*limits", 1)),
        ("- |-", Entry(2, None, Shape.BLOCK, "|-", 1)),
        ("emptyDir: {}", Entry(0, "emptyDir", Shape.MAP, "{}", 1)),
        ("-", Entry(2, None, Shape.NOTHING, "", 1)),
        ("- - a", None),
    ],
)
def test_a_line_is_a_key_or_an_item_with_a_kind_of_value(text, expected):
    assert entry(text) == expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ('args: ["a", # one ]\n"b"]\nname: x', 2),
        ('value: "one\ntwo"\nname: x', 2),
        ("value: one\ntwo three\nname: x", 2),
        ("value: it's\nname: x", 1),
        ("requests: {cpu: 1,\nmemory: 2}\nname: x", 2),
    ],
)
def test_a_value_goes_on_until_its_quote_or_bracket_is_closed_or_a_key_comes(text, end):
    found = entry(text)
    assert found is not None
    assert found.end == end


def test_a_tab_counts_as_two_blanks_and_line_ends_are_no_text():
    first, second, third = lines_of("a:\r\n\t b: 1\r\n")
    assert (first.width, second.width, second.blanks, second.text, third.text) == (0, 3, 2, "b: 1", "")
