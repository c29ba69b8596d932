"""Labels that belong to a node and not to its shape."""

from __future__ import annotations

import pytest

from dslint.inventory.own_labels import own_label_keys


@pytest.mark.parametrize(
    ("values", "own"),
    [
        (["a", "a", "b"], False),
        (["a", "b"], False),
        (["a", "b", "c"], True),
        (["a", "b", "c", "c"], False),
        ([str(n % 33) for n in range(99)], True),
        ([str(n % 32) for n in range(96)], False),
    ],
)
def test_a_label_is_the_nodes_own_if_it_has_many_values_or_another_on_each(values: list[str], own: bool) -> None:
    assert ("key" in own_label_keys({"key": value} for value in values)) is own


@pytest.mark.parametrize("key", ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"])
def test_a_zone_is_never_the_nodes_own_because_each_node_has_another(key: str) -> None:
    assert own_label_keys({key: value} for value in "abc") == {"kubernetes.io/hostname"}
