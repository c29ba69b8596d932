"""Objects as kubectl saves them."""

from __future__ import annotations

from dslint.inventory.saved_objects import read_saved


def test_saved_objects_are_unfolded_and_other_kinds_left_alone() -> None:
    text = '{"kind": "List", "items": [{"kind": "Node", "spec": 5}, {"kind": "Pod", "metadata": {"name": "a"}}]}'
    assert [value["kind"] for value in read_saved(text, "objects.json")] == ["Node", "Pod"]
