from __future__ import annotations

import pytest

from dslint.policy.suppressions.commented_text import CommentedText
from dslint.source.document_reader import read_text

MANIFEST = """\
a: "x # y"
b:  # z
  c: 1

  # above d
  # once more
  d: {e: [1,
    2]}
---
# above f
f: |
  # text
"""


def text_of(text: str) -> CommentedText:
    return CommentedText(read_text(text, "ds.yaml"))


@pytest.mark.parametrize(
    ("piece", "inside"), [("# y", True), ("# text", True), ("# z", False), ("# above d", False), ("# above f", False)]
)
def test_a_mark_inside_a_scalar_is_no_comment(piece: str, inside: bool) -> None:
    assert text_of(MANIFEST).in_scalar(MANIFEST.index(piece)) is inside


def test_a_mark_between_a_key_and_its_value_is_a_comment() -> None:
    text = "a:  # of a\n  1\nb: [  # of b\n  2]  # behind\n"
    assert [text_of(text).in_scalar(text.index(piece)) for piece in ("# of a", "# of b", "# behind")] == [False] * 3


@pytest.mark.parametrize(
    ("line", "node"), [(1, (2, 8)), (2, (3, 3)), (5, (7, 8)), (6, (7, 8)), (10, (11, 12)), (12, None), (8, None)]
)
def test_the_largest_node_of_the_next_line_with_content(line: int, node: tuple[int, int] | None) -> None:
    assert text_of(MANIFEST).node_below(line) == node


def test_a_document_is_what_is_between_two_separators() -> None:
    text = text_of(MANIFEST)
    assert [text.document_lines(line) for line in (1, 8, 9, 12)] == [(1, 8), (1, 8), (9, None), (9, None)]


def test_only_blanks_may_precede_a_comment_that_is_about_the_next_line() -> None:
    text = text_of(MANIFEST)
    assert text.starts_line(MANIFEST.index("# above d"))
    assert not text.starts_line(MANIFEST.index("# z"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("odd", ["\x85", "\u2028", "é"])
def test_lines_are_counted_as_in_findings(odd: str, end: str) -> None:
    text = f"a: 1  # {odd}\n# dslint: ignore[DS301] x\nb:\n  c: 1\nd: 2\n".replace("\n", end)
    commented = text_of(text)
    assert commented.node_below(2) == (3, 4)
    assert commented.starts_line(text.index("# dslint"))
