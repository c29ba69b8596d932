"""Maps while they are read: merges and equal keys."""

from __future__ import annotations

from dslint.source.document_reader import read_text


def test_of_two_equal_keys_both_places_are_told_and_the_last_wins():
    document = read_text("x:\n- a: 1\n  b: 2\n  a: 3\n", "ds.yaml").documents[0]
    (fault,) = document.faults
    assert fault.path == ("x", 0, "a")
    assert document.span(fault.place).line == 4
    assert [document.span(stretch).line for _, stretch in fault.related] == [2]
    assert document.value == {"x": [{"a": 3, "b": 2}]}


def test_merged_entries_overwrite_what_stands_before_them():
    text = "b: &b {x: 1, y: 2}\nc:\n  x: 3\n  <<: *b\n"
    document = read_text(text, "ds.yaml").documents[0]
    assert document.value["c"] == {"x": 1, "true": 2}
    assert [fault.path for fault in document.faults] == [("c", "x")]


def test_earlier_maps_of_a_merged_list_win():
    text = "b: &b {x: 1}\nd: &d {x: 2, z: 3}\nc:\n  <<: [*b, *d]\n"
    assert read_text(text, "ds.yaml").documents[0].value["c"] == {"x": 1, "z": 3}
