"""Lists are unfolded into their objects."""

from __future__ import annotations

import pytest
from dslint.source.lists import is_list, items_of_lists

from dslint.source.document_reader import read_text


def test_a_list_is_unfolded_into_its_objects():
    text = "kind: List\nitems:\n- kind: Pod\n- kind: PodList\n  apiVersion: v1\n  items:\n  - metadata: {}\n"
    objects = read_text(text, "list.yaml").documents[0].objects()
    assert objects == [
        (("items", 0), {"kind": "Pod"}),
        (("items", 1, "items", 0), {"apiVersion": "v1", "kind": "Pod", "metadata": {}}),
    ]


@pytest.mark.parametrize("text", ["kind: List\n", "kind: List\nitems:\n", "kind: PodList\nitems: []\n"])
def test_a_list_without_items_holds_no_object(text):
    assert read_text(text, "list.yaml").documents[0].objects() == []


@pytest.mark.parametrize(
    ("value", "listed"),
    [
        ({"kind": "List"}, True),
        ({"kind": "List", "items": None}, True),
        ({"kind": "PodList", "items": []}, True),
        ({"kind": "PodList"}, False),
        ({"kind": "List", "items": {}}, False),
        ({"kind": "Pod", "items": []}, False),
        ({"kind": 5, "items": []}, False),
        (["List"], False),
    ],
)
def test_a_list_is_called_one_and_has_items(value: object, listed: bool) -> None:
    assert is_list(value) is listed


def test_lists_in_lists_are_unfolded_in_order_and_items_keep_their_own_kind() -> None:
    inner = {"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {}}, {"kind": "Node"}]}
    assert items_of_lists({"kind": "List", "items": [inner, {"kind": "Secret"}, None]}) == [
        (("items", 0, "items", 0), {"apiVersion": "v1", "kind": "Pod", "metadata": {}}),
        (("items", 0, "items", 1), {"kind": "Node"}),
        (("items", 1), {"kind": "Secret"}),
        (("items", 2), None),
    ]
