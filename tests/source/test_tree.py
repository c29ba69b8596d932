"""The tree of a document while it is read: how deep it may be."""

from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text
from dslint.source.documents import Content


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
