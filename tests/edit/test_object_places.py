"""Findings and the objects that they are about."""

from __future__ import annotations

import dslint
from dslint.edit.object_places import ObjectPlaces
from dslint.source.inputs import Text

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: Bad_Name}\nspec: {containers: [{name: a, image: b:1}]}\n"
LIST = "apiVersion: v1\nkind: List\nitems:\n" + "".join(
    "- " + POD.rstrip().replace("\n", "\n  ").replace("Bad_Name", name) + "\n" for name in ("fine", "Bad_Name")
)
TEXT = f"# first\n{POD}---\n{LIST}"


def test_a_finding_is_about_an_object_of_a_document_or_of_a_list_in_it() -> None:
    places = ObjectPlaces.of(Text("pods.yaml", TEXT))
    assert list(places.objects) == [(0, ()), (1, ("items", 0)), (1, ("items", 1))]
    wrong = [one for one in dslint.lint_text(TEXT).findings if one.field == "metadata.name" and one.code == "DS202"]
    assert [places.key(finding) for finding in wrong] == [(0, ()), (1, ("items", 1))]


def test_a_finding_without_a_place_is_about_none() -> None:
    finding = dslint.lint_text(TEXT).findings[0]
    assert ObjectPlaces.of(Text("-", TEXT)).key(finding._replace(span=None)) is None
    assert ObjectPlaces.of(Text("-", "")).key(finding) is None
