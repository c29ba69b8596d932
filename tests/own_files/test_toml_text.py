"""TOML with the lines of its keys."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.own_files.errors import OwnFileErrors
from dslint.own_files.reader import read_text

TEXT = '''\
# a comment
title = """
[not.a.table]
key = 1
"""

[tool.x]
a = [
  1,
  2,
]
b.c = 1
"d e" = 2
f = {g = 1}

[[tool.x.list]]
a = 1

[[tool.x.list]]
b = 2
[tool.x.list.deep]
c = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("tool",), 7),
        (("tool", "x"), 7),
        (("tool", "x", "a"), 8),
        (("tool", "x", "a", 1), 8),
        (("tool", "x", "b", "c"), 12),
        (("tool", "x", "d e"), 13),
        (("tool", "x", "f", "g"), 14),
        (("tool", "x", "list"), 16),
        (("tool", "x", "list", 0, "a"), 17),
        (("tool", "x", "list", 1), 19),
        (("tool", "x", "list", 1, "b"), 20),
        (("tool", "x", "list", 1, "deep", "c"), 22),
        (("tool", "x", "nowhere"), 7),
        (("nowhere",), 1),
    ],
)
def test_keys_are_found_by_path(path: tuple[str | int, ...], line: int) -> None:
    position = read_text(TEXT, "p.toml", is_toml=True).position(path)
    assert position
    assert position.line == line


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2027-01-31", "2027-01-31"),
        ("07:32:00", "07:32:00"),
        ("1979-05-27T07:32:00", "1979-05-27T07:32:00"),
        ("inf", "inf"),
        ("nan", "nan"),
        ("[2027-01-31, {a = 2027-01-31}]", ["2027-01-31", {"a": "2027-01-31"}]),
        ("1.5", 1.5),
    ],
)
def test_what_json_does_not_have_is_text(written: str, value: Any) -> None:
    assert read_text(f"a = {written}", "p.toml", is_toml=True).value == {"a": value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\na = 2\n", "p.toml:2: is not valid TOML: Cannot overwrite a value"),
        ("a = \n", "p.toml:1: is not valid TOML: Invalid value"),
        ("a = [1,\n\n", "p.toml:3: is not valid TOML"),
        ("a = " + "[" * 60 + "]" * 60, "p.toml: nests deeper than 50 levels"),
        ("a = " + "[" * 100_000, "p.toml: nests deeper than 50 levels"),
        ("a = " + "9" * 5000, "p.toml: is not valid TOML: "),
    ],
)
def test_what_is_no_toml_is_told(text: str, said: str) -> None:
    with pytest.raises(OwnFileErrors) as refused:
        read_text(text, "p.toml", is_toml=True)
    assert str(refused.value).startswith(said)


def test_behind_a_statement_of_very_many_lines_no_place_is_looked_for() -> None:
    text = "a = 1\nb = [\n" + "1,\n" * 1000 + "]\nc = 1\n"
    file = read_text(text, "p.toml", is_toml=True)
    assert (file.place(("a",)), file.place(("c",))) == ("p.toml:1", "p.toml:1")
