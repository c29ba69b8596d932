"""The fields of a compact inventory's nodes."""

from __future__ import annotations

import pytest

from dslint.inventory.compact_types import ChangedFields, NodeFields
from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.node_fields import (
    allocatable_from,
    change_from,
    load_from,
    statuses,
    taints_from,
    unschedulable_from,
    virtual_from,
)
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


def test_taints_are_read_from_the_short_form() -> None:
    assert [str(taint) for taint in taints_from(["a=b:NoSchedule", "c:NoExecute"])] == ["a=b:NoSchedule", "c:NoExecute"]


def test_bare_booleans_are_meant_as_texts() -> None:
    assert statuses({"Ready": True, "DiskPressure": "Unknown"}) == {"Ready": "True", "DiskPressure": "Unknown"}


def test_a_later_level_is_stronger_and_allocatable_stronger_than_capacity_less_reserved() -> None:
    levels = [
        NodeFields(capacity={"cpu": "4", "memory": "8Gi"}, reserved={"cpu": "100m", "memory": "9Gi"}),
        NodeFields(allocatable={"cpu": "2"}),
    ]
    assert allocatable_from(levels, Place()) == {"cpu": 2000, "memory": 0}
    assert allocatable_from(levels[::-1], Place()) == {"cpu": 3900, "memory": 0}


def test_an_amount_that_is_none_is_told_with_its_field() -> None:
    with pytest.raises(InventoryError, match=r"spec\.allocatable: 'much' is not a quantity"):
        allocatable_from([NodeFields(allocatable={"cpu": "much"})], Place(prefix=("spec",)))
    with pytest.raises(InventoryError, match="load: 5% of cpu, but no allocatable is declared"):
        load_from([ChangedFields(load={"cpu": "5%"})], {}, Place())


@pytest.mark.parametrize(
    ("told", "virtual", "cordoned"),
    [
        ([], None, False),
        ([ChangedFields(virtual="fargate", unschedulable=True)], "fargate", True),
        ([ChangedFields(virtual="fargate", unschedulable=True), ChangedFields()], "fargate", True),
        (
            [ChangedFields(virtual="fargate", unschedulable=True), ChangedFields(virtual=False, unschedulable=False)],
            "",
            False,
        ),
    ],
)
def test_the_last_level_that_says_it_counts(told: list[ChangedFields], virtual: str | None, cordoned: bool) -> None:
    assert (virtual_from(told), unschedulable_from(told)) == (virtual, cordoned)


def test_an_override_changes_only_what_it_says() -> None:
    change = change_from(ChangedFields(labels={"a": None}, timing={"pull": "1m"}), Place())
    assert (change.labels, change.timing, change.virtual, change.unschedulable) == (
        {"a": None},
        {"pull": 60.0},
        None,
        None,
    )
