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


MERGED = """\
containers:
- &c {name: a, image: x}
- {<<: *c, name: b}
- {name: c, <<: *c}
- {image: x, <<: *c, name: d}
"""


def test_merges_and_entries_are_taken_in_the_order_of_the_text() -> None:
    (document,) = read_text(MERGED, "ds.yaml").documents
    assert document.value["containers"] == [{"name": name, "image": "x"} for name in ("a", "b", "a", "d")]


def test_only_an_entry_that_a_merge_overwrites_with_another_value_is_told() -> None:
    (document,) = read_text(MERGED, "ds.yaml").documents
    (fault,) = document.faults
    assert (fault.code, fault.path, fault.fatal, fault.strict) == ("DS021", ("containers", 2, "name"), False, False)
    assert document.span(fault.place)[:2] == (4, 13)
    assert [document.span(place)[:2] for _, place in fault.related] == [(4, 4)]


@pytest.mark.parametrize(
    ("merge", "value", "lost"),
    [
        ("<<: *b, <<: *d", {"x": 2, "z": 3}, ["x"]),
        ("<<: *d, <<: *b", {"x": 1, "z": 3}, ["x"]),
        ("<<: [*b, *d]", {"x": 1, "z": 3}, []),
        ("<<: [*d, *b]", {"x": 2, "z": 3}, []),
        ("x: 1, <<: *b", {"x": 1}, []),
        ("x: {}, <<: *b", {"x": 1}, ["x"]),
        ("x: true, <<: *b", {"x": 1}, ["x"]),
        ("<<: *b, x: 7, <<: *d", {"x": 2, "z": 3}, ["x"]),
    ],
)
def test_of_two_merges_the_last_wins_and_in_a_list_the_first(merge: str, value: object, lost: list[str]) -> None:
    (document,) = read_text(f"b: &b {{x: 1}}\nd: &d {{x: 2, z: 3}}\nc: {{{merge}}}\n", "ds.yaml").documents
    assert document.value["c"] == value
    assert [(fault.code, fault.path) for fault in document.faults] == [("DS021", ("c", key)) for key in lost]


def test_a_key_that_is_written_twice_beside_a_merge_is_a_duplicate() -> None:
    (document,) = read_text("b: &b {x: 1}\nc: {<<: *b, x: 2, x: 3}\n", "ds.yaml").documents
    assert [(fault.code, fault.path) for fault in document.faults] == [("DS002", ("c", "x"))]


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
