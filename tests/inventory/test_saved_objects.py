"""Objects as kubectl saves them."""

from __future__ import annotations

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.saved_objects import read_saved


def test_saved_objects_are_unfolded_and_other_kinds_left_alone() -> None:
    text = '{"kind": "List", "items": [{"kind": "Node", "spec": 5}, {"kind": "Pod", "metadata": {"name": "a"}}]}'
    assert [value["kind"] for value in read_saved(text, "objects.json")] == ["Node", "Pod"]


def test_a_comma_behind_the_last_item_of_json_is_no_obstacle_as_it_is_none_in_yaml() -> None:
    (pod,) = read_saved('{"kind": "Pod", "metadata": {"name": "a"},}', "pod.json")
    assert pod == {"kind": "Pod", "metadata": {"name": "a"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: Pod\nspec: {nodeName: 5}\n", "f:2: spec.nodeName: json: cannot unmarshal number"),
        (
            "kind: List\nitems:\n- kind: Pod\n  spec: {containers: [null]}\n",
            "f:4: items[0].spec.containers[0]: null found",
        ),
        ("kind: List\nitems: [5]\n", "f:2: items[0]: a number found; write a map with kind and metadata"),
        ("a: [\n", "f:2: "),
        ("a: 1\na: 2\n", 'f:2: key "a" already set in map'),
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_field(text: str, said: str) -> None:
    with pytest.raises(InventoryError) as error:
        read_saved(text, "f")
    assert str(error.value).startswith(said)
