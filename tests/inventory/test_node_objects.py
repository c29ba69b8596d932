"""What of a v1 Node decides where pods go."""

from __future__ import annotations

import pytest

from dslint.inventory.reader import read_inventory
from tests.inventory.objects import node, pod


def test_a_label_of_null_is_the_empty_text_as_for_the_server() -> None:
    cluster = read_inventory([node("a", labels={"node-role.kubernetes.io/worker": None}), pod("p", "a")])
    assert cluster.nodes[0].label("node-role.kubernetes.io/worker") == ""


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        ({"allocatable": {"cpu": "1930m", "memory": "2Gi"}, "capacity": {"cpu": "2"}}, {"cpu": 1930, "memory": 2**31}),
        ({"capacity": {"cpu": 2, "pods": "110"}}, {"cpu": 2000, "pods": 110}),
    ],
)
def test_allocatable_is_in_base_units_and_capacity_stands_in_for_it(
    status: dict[str, dict[str, str]], seen: dict[str, int]
) -> None:
    shape = read_inventory([node("a", **status)]).nodes[0].shape
    assert shape.allocatable == seen
    assert shape.resources_known
