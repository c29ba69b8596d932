"""The taints that the control plane adds."""

from __future__ import annotations

import pytest

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from tests.inventory.objects import node

NOT_READY = "node.kubernetes.io/not-ready"
UNREACHABLE = "node.kubernetes.io/unreachable"
CORDONED = "node.kubernetes.io/unschedulable:NoSchedule"


def taints(version: str = "1.36", **parts: object) -> list[str]:
    shape = read_inventory([node("a", **parts)], Release.of(version)).nodes[0].shape
    return [str(taint) for taint in shape.taints]


@pytest.mark.parametrize(
    ("conditions", "seen"),
    [
        ({"Ready": "True"}, []),
        ({}, []),
        ({"Ready": "False"}, [f"{NOT_READY}:NoSchedule", f"{NOT_READY}:NoExecute"]),
        ({"Ready": "Unknown"}, [f"{UNREACHABLE}:NoSchedule", f"{UNREACHABLE}:NoExecute"]),
        ({"Ready": "True", "DiskPressure": "True"}, ["node.kubernetes.io/disk-pressure:NoSchedule"]),
        ({"Ready": "True", "MemoryPressure": "False", "PIDPressure": "Unknown"}, []),
        ({"PIDPressure": "True"}, ["node.kubernetes.io/pid-pressure:NoSchedule"]),
        ({"NetworkUnavailable": "True"}, ["node.kubernetes.io/network-unavailable:NoSchedule"]),
        ({"KernelDeadlock": "True"}, []),
    ],
)
def test_a_condition_brings_the_taints_of_the_node_lifecycle_controller(
    conditions: dict[str, str], seen: list[str]
) -> None:
    assert taints(conditions=conditions) == seen


def test_a_cordon_brings_its_taint_where_the_dump_does_not_show_it() -> None:
    assert taints(unschedulable=True) == [CORDONED]
    shown = [{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule", "timeAdded": "2026-01-01T00:00:00Z"}]
    assert taints(unschedulable=True, taints=shown) == [CORDONED]


def test_own_taints_stand_first_and_an_effect_that_lacks_is_added() -> None:
    own = [{"key": UNREACHABLE, "effect": "NoExecute"}, {"key": "x", "value": "y", "effect": "NoSchedule"}]
    assert taints(conditions={"Ready": "Unknown"}, taints=own) == [
        f"{UNREACHABLE}:NoExecute",
        "x=y:NoSchedule",
        f"{UNREACHABLE}:NoSchedule",
    ]


@pytest.mark.parametrize(("version", "count"), [("1.11", 0), ("1.12", 2), ("1.13", 3)])
def test_before_taints_stood_for_conditions_none_are_added(version: str, count: int) -> None:
    assert len(taints(version, unschedulable=True, conditions={"Ready": "False"})) == count


@pytest.mark.parametrize(
    ("value", "assumed"),
    [("-3", True), ("a b", True), ("x" * 64, True), ("3", False), ("", False), ("9223372036854775808", False)],
)
def test_a_taint_value_that_no_label_may_have_is_told(value: str, assumed: bool) -> None:
    tainted = node("a", taints=[{"key": "sla", "value": value, "effect": "NoSchedule"}])
    group = {"name": "g", "count": 1, "taints": [f"sla={value}:NoSchedule"]}
    compact = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group]}}
    for source in (tainted, compact):
        told = [text for text in read_inventory([source]).assumed if "the API server rejects" in text]
        assert bool(told) is assumed


@pytest.mark.parametrize(
    ("version", "seen", "conditions"),
    [
        ("1.11", [], ("OutOfDisk", "NetworkUnavailable")),
        (
            "1.12",
            ["node.kubernetes.io/out-of-disk:NoSchedule", "node.kubernetes.io/network-unavailable:NoSchedule"],
            (),
        ),
        ("1.13", ["node.kubernetes.io/network-unavailable:NoSchedule"], ()),
    ],
)
def test_conditions_without_taints_are_kept_as_they_are(
    version: str, seen: list[str], conditions: tuple[str, ...]
) -> None:
    found = {"OutOfDisk": "True", "NetworkUnavailable": "True"}
    assert taints(version, conditions=found) == seen
    shape = read_inventory([node("a", conditions=found)], Release.of(version)).nodes[0].shape
    assert shape.conditions == conditions
