"""Lists are unfolded into their objects."""

from __future__ import annotations

import pytest

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
