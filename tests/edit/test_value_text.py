from __future__ import annotations

from dslint.edit.value_text import (
    Layout,
    block_lines,
    ends_in_literal,
    entry_lines,
    flow_text,
    inline_lines,
    is_block,
    item_lines,
)

FLAT = Layout(map_step=2, list_offset=0, behind_dash=1)


def test_a_value_is_written_in_the_layout_of_its_document() -> None:
    value = {"key": "a", "values": [{"x": 1, "z": [2]}, "b"], "empty": {}}
    assert block_lines(value, FLAT) == ["key: a", "values:", "- x: 1", "  z:", "  - 2", "- b", "empty: {}"]
    wide = Layout(map_step=4, list_offset=2, behind_dash=3)
    assert block_lines(value, wide)[:4] == ["key: a", "values:", "  -   x: 1", "      z:"]


def test_an_entry_begins_with_its_key() -> None:
    assert entry_lines("a/b", "text", FLAT, "'") == ["a/b: 'text'"]
    assert entry_lines("on", {"x": 1}, FLAT) == ['"on":', "  x: 1"]
    assert entry_lines("script", "a\nb\n", FLAT) == ["script: |", "  a", "  b"]


def test_an_item_begins_with_a_dash() -> None:
    assert item_lines({"a": 1, "b": 2}, FLAT) == ["- a: 1", "  b: 2"]
    assert item_lines([["x"]], FLAT) == ["- - - x"]
    assert item_lines("8080", FLAT, '"') == ['- "8080"']


def test_empty_values_take_no_lines_of_their_own() -> None:
    assert not is_block({})
    assert inline_lines([]) == ["[]"]
    assert is_block([None])


def test_between_brackets_all_is_on_one_line() -> None:
    value = {"a": [1, "x, y"], "b": {}}
    assert flow_text(value, as_json=False) == '{a: [1, "x, y"], b: {}}'
    assert flow_text(value, as_json=True) == '{"a": [1, "x, y"], "b": {}}'


def test_a_value_may_end_in_a_literal_block() -> None:
    assert ends_in_literal({"a": [{"b": "x\ny\n"}]})
    assert ends_in_literal(["x\ny"])
    assert not ends_in_literal({"a": "x\ny\n", "b": 1})
    assert not ends_in_literal("x\n\n")
