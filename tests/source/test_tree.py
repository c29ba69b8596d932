"""The tree of a document while it is read: how deep it may be."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.documents import Content
from dslint.source.frames import ListFrame, MapFrame
from dslint.source.text_errors import TextRange
from dslint.source.tree import TooDeepError, Tree


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "? "])
def test_nesting_of_20000_levels_is_told_and_breaks_nothing(opened):
    closed = {"[": "]", "{a: ": "}"}.get(opened, "")
    source = read_text(opened * 20_000 + "x" + closed * 20_000, "deep.yaml")
    assert [document.content for document in source.documents] == [Content.BROKEN]


@pytest.mark.parametrize(
    "text", ["- " * 998 + "x", "a: " + "[" * 997 + "]" * 997, '{"a": ' + "[" * 997 + "]" * 997 + "}"]
)
def test_nesting_is_read_and_cut_where_no_field_reaches(text):
    document = read_text(text, "deep.yaml").documents[0]
    assert document.content is not Content.BROKEN
    assert len(repr(document.value)) < 1_000


@pytest.mark.parametrize("levels", [999, 1_000, 1_001, 5_000])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("[\n", "]\n"), ("{a: ", "}"), ('{"a": ', "}"), ("- ", "")])
def test_deeper_yaml_is_told_at_its_place_whichever_libyaml_reads(opened, closed, levels):
    (document,) = read_text(opened * levels + "x" + closed * levels, "deep.yaml").documents
    (fault,) = document.faults
    assert (fault.code, fault.message) == ("DS001", "exceeded max depth of 999")
    assert fault.place.start // len(opened) in (998, 999, 1_000)


def test_aliases_do_not_deepen_a_value_past_what_is_kept():
    lines = [
        "x0: &x0 " + "[" * 90 + "]" * 90,
        *(f"x{i}: &x{i} " + "[" * 90 + f"*x{i - 1}" + "]" * 90 for i in range(1, 40)),
    ]
    document = read_text("\n".join(lines), "deep.yaml").documents[0]
    assert len(repr(document.value)) < 20_000


def test_a_tree_is_put_together_from_the_outside_in() -> None:
    tree = Tree()
    tree.open(MapFrame, 0, 1)
    tree.take_key("a", 1, 2)
    tree.open(ListFrame, 4, 5)
    tree.put(1, 5, 6)
    tree.put(None, 8, 9)
    tree.close(10)
    tree.close(11)
    assert tree.value == {"a": [1, None]}
    assert tree.found == []


def test_a_map_for_a_key_is_refused_and_the_value_dropped() -> None:
    tree = Tree()
    tree.open(MapFrame, 0, 1)
    tree.open(MapFrame, 1, 2)
    tree.close(3)
    tree.put(5, 4, 5)
    tree.close(6)
    assert tree.value == {}
    assert [(fault.code, fault.place.start) for fault in tree.found] == [("DS008", 1)]


def test_no_more_than_a_hundred_faults_are_kept() -> None:
    tree = Tree()
    for number in range(150):
        tree.fail("DS001", str(number), TextRange(0, 0))
    assert [len(tree.found), tree.found[-1].message] == [100, "99"]


def test_what_opens_on_the_thousandth_level_is_refused_at_its_place() -> None:
    tree = Tree()
    for level in range(998):
        tree.open(ListFrame, level, level + 1)
    with pytest.raises(TooDeepError) as refused:
        tree.open(ListFrame, 998, 999)
    assert (str(refused.value), refused.value.place) == ("exceeded max depth of 999", TextRange(998, 999))
