from __future__ import annotations

import pytest

from dslint.edit.indentation_reading import Reading
from dslint.edit.indentation_search import NoPlaceError, Search
from dslint.edit.manifest_lines import lines_of
from dslint.findings import FieldPath
from dslint.schema.definitions import definitions

POD = {"$ref": "#/$defs/core.v1.Pod"}


def reading(text: str, *, hints: bool = False) -> Reading:
    return Search(definitions((1, 36)), lines_of(text), hints=hints).best(POD)


def paths(text: str, *, hints: bool = False) -> list[FieldPath]:
    return [choice.path for choice in reading(text, hints=hints).choices if choice is not None]


def test_each_line_goes_to_the_one_place_that_has_it():
    assert paths("metadata:\nname: a\nspec:\ncontainers:\n- name: b\nimage: c\nhostNetwork: true\n") == [
        ("metadata",),
        ("metadata", "name"),
        ("spec",),
        ("spec", "containers"),
        ("spec", "containers", 0, "name"),
        ("spec", "containers", 0, "image"),
        ("spec", "hostNetwork"),
    ]


def test_an_item_goes_to_the_list_in_which_the_lines_behind_it_have_a_place():
    head = "metadata:\nname: a\nspec:\ncontainers:\n- name: b\nimage: c\n"
    text = head + "volumeMounts:\n- name: d\nmountPath: /e\n- name: f\n"
    assert paths(text + "mountPath: /g\n")[-2] == ("spec", "containers", 0, "volumeMounts", 1, "name")
    assert paths(text + "image: g\n")[-2] == ("spec", "containers", 1, "name")


def test_what_is_left_of_the_indentation_decides_between_two_places():
    head = "metadata:\n  name: a\nspec:\n  containers:\n  - name: b\n    image: c\n"
    assert paths(head + "  restartPolicy: Always\n  securityContext:\n    runAsUser: 1\n", hints=True)[-1] == (
        *("spec", "securityContext", "runAsUser"),
    )
    of_container = reading(head + "    securityContext:\n      runAsUser: 1\n", hints=True)
    assert of_container.choices[-2] is not None
    assert of_container.choices[-2].path == ("spec", "containers", 0, "securityContext", "runAsUser")
    assert of_container.rivals == frozenset()


def test_a_line_that_no_open_place_takes_is_named():
    with pytest.raises(NoPlaceError) as caught:
        reading("metadata:\nname: a\nnosuch: b\n")
    assert caught.value.number == 2
