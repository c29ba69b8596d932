"""The fields of a compact inventory's nodes."""

from __future__ import annotations

import pytest

from tests.inventory.compact import expanded, group_of


@pytest.mark.parametrize(
    ("defaults", "group", "seen"),
    [
        ({"allocatable": {"cpu": "4"}}, {"allocatable": {"x/y": 2}}, {"cpu": 4000, "x/y": 2, "pods": 110}),
        ({"reserved": {"cpu": "80m"}}, {"capacity": {"cpu": 8, "pods": 58}}, {"cpu": 7920, "pods": 58}),
        ({"reserved": {"cpu": "80m"}}, {"reserved": {"cpu": 1}, "capacity": {"cpu": 8}}, {"cpu": 7000, "pods": 110}),
        ({"reserved": {"cpu": 9}}, {"capacity": {"cpu": 8}}, {"cpu": 0, "pods": 110}),
        ({"capacity": {"cpu": 8}}, {"allocatable": {"cpu": 7}}, {"cpu": 7000, "pods": 110}),
        ({"allocatable": {"cpu": 8}}, {"capacity": {"cpu": 4}}, {"cpu": 4000, "pods": 110}),
        ({}, {}, {}),
    ],
)
def test_allocatable_wins_over_capacity_less_reserved_and_the_group_over_the_defaults(
    defaults: dict[str, object], group: dict[str, object], seen: dict[str, int]
) -> None:
    (one,) = expanded(defaults=defaults, nodeGroups=[{"name": "g", "count": 1, **group}]).nodes
    assert one.shape.allocatable == seen
    assert one.shape.resources_known == bool(seen)


def test_conditions_may_be_yaml_s_bare_booleans() -> None:
    (one,) = group_of(count=1, conditions={"Ready": False, "DiskPressure": "True"})
    assert one.shape.ready == "False"
    assert len(one.shape.taints) == 3
