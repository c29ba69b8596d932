from __future__ import annotations

import pytest

from dslint.edit.draft import Draft
from dslint.edit.layout import blocks, dashes, layout_of
from dslint.edit.value_text import Layout
from dslint.source.nodes import nodes_of


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("a: 1\n", Layout(2, 2, 1)),
        ("a:\n    b: 1\n    c:\n    -   x\n", Layout(4, 0, 3)),
        ("a:\n - b\nc:\n - d\ne:\n- f\n", Layout(2, 1, 1)),
    ],
)
def test_a_document_is_written_as_most_of_it_is(text: str, layout: Layout) -> None:
    root = nodes_of(text)
    assert root is not None
    assert layout_of(Draft(text), root) == layout


def test_the_layout_near_by_comes_first() -> None:
    text = "a:\n - b\nc:\n - d\ne:\n  f:\n  - g\n"
    root = nodes_of(text)
    assert root is not None
    assert layout_of(Draft(text), root, root.entries[2][1]).list_offset == 0


def test_dashes_are_found_below_comments_and_nested_lists() -> None:
    text = "a:\n# - no\n- - 1\n  - 2\n# - no\n-\n  # c\n  b: 1\n-\n"
    root = nodes_of(text)
    assert root is not None
    list_ = root.entries[0][1]
    assert [text.count("\n", 0, dash) for dash in dashes(Draft(text), list_)] == [2, 5, 8]
    assert len(list(blocks(root))) == 4
