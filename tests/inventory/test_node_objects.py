"""What of a v1 Node decides where pods go."""

from __future__ import annotations

import msgspec
import pytest

from dslint.inventory.node_objects import NodeObject, allocatable_of, conditions_of, taints_on, units
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
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


def read(text: str) -> NodeObject:
    return msgspec.json.decode(text, type=NodeObject)


def test_only_conditions_that_become_taints_are_kept() -> None:
    conditions = '{"type": "Ready", "status": "True"}, {"type": "KernelDeadlock", "status": "True"}'
    text = f'{{"status": {{"conditions": [{conditions}]}}}}'
    assert conditions_of(read(text)) == {"Ready": "True"}
    assert conditions_of(read("{}")) == {}


def test_taints_of_conditions_are_added_where_the_dump_lacks_them() -> None:
    key = "node.kubernetes.io/not-ready"
    text = (
        f'{{"spec": {{"taints": [{{"key": "{key}", "effect": "NoExecute"}}, {{"key": "a", "value": "b", '
        '"effect": "NoSchedule"}]}, "status": {"conditions": [{"type": "Ready", "status": "False"}]}}'
    )
    taints = [str(taint) for taint in taints_on(read(text), Release.of("1.36"))]
    assert taints == [f"{key}:NoExecute", "a=b:NoSchedule", f"{key}:NoSchedule"]


@pytest.mark.parametrize(
    ("status", "amounts"),
    [
        ("null", None),
        ("{}", None),
        ('{"allocatable": {}, "capacity": {"cpu": "2"}}', {}),
        ('{"capacity": {"cpu": "2"}}', {"cpu": 2000}),
    ],
)
def test_an_empty_allocatable_is_one(status: str, amounts: dict[str, int] | None) -> None:
    assert allocatable_of(read(f'{{"status": {status}}}')) == amounts


def test_cpu_is_in_thousandths_and_all_else_is_whole() -> None:
    assert [units("cpu", "1500m"), units("memory", "1500m"), units("memory", 2), units("pods", "110")] == [
        1500,
        2,
        2,
        110,
    ]
