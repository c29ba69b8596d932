"""Maps while they are read: merges and equal keys."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("text", ["<<: [1]\n", "<<: 1\n", "b: &b [{x: 1}]\na:\n  <<: *b\n"])
def test_only_maps_and_lists_of_maps_that_stand_there_are_merged(text: str) -> None:
    (fault,) = read_text(text, "ds.yaml").documents[0].faults
    assert (fault.code, fault.message) == ("DS012", "map merge requires map or sequence of maps as the value")


def test_keys_that_become_one_as_text_collide_and_equal_ones_are_set_twice() -> None:
    (document,) = read_text("1: a\n'1': b\nc: 1\nc: 2\n", "ds.yaml").documents
    assert [(fault.message, fault.strict) for fault in document.faults] == [
        ('two keys become "1" as text, and it is random which one wins; remove one', False),
        ('key "c" already set in map', True),
    ]
    assert document.value == {"1": "b", "c": 2}
