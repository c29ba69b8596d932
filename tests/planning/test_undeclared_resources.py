"""Resources that a compact inventory leaves out, and that a real node does not have."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.planning.undeclared_resources import assumed_resources
from dslint.plans import Plan
from tests.planning.nodes import daemonset, node

SENTENCE = "ephemeral-storage: not declared, planned as if there were enough; decides 6 nodes"


def asking(**requests: str) -> dict[str, Any]:
    named = {name.replace("_", "-"): amount for name, amount in requests.items()}
    return daemonset(containers=[{"name": "agent", "image": "agent:1", "resources": {"requests": named}}])


def planned(wanted: dict[str, Any], **group: Any) -> Plan:
    spec = {"nodeGroups": [{"name": "w", "count": 6, **group}]}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": spec}
    return dslint.plan([wanted], inventory=[inventory], kubernetes_version="1.33")


def test_ephemeral_storage_that_is_not_declared_is_taken_to_be_there() -> None:
    plan = planned(asking(ephemeral_storage="50Gi"), capacity={"cpu": "4", "memory": "8Gi"})
    assert plan.workloads[0].bound == 6
    assert SENTENCE in plan.inventory.assumed


def test_nothing_is_said_where_nobody_asks_for_it() -> None:
    plan = planned(asking(cpu="1"), capacity={"cpu": "4", "memory": "8Gi"})
    assert not any("ephemeral-storage" in sentence for sentence in plan.inventory.assumed)


@pytest.mark.parametrize(("declared", "bound"), [("100Gi", 6), ("10Gi", 0), ("0", 0)])
def test_what_is_declared_counts(declared: str, bound: int) -> None:
    capacity = {"cpu": "4", "memory": "8Gi", "ephemeral-storage": declared}
    plan = planned(asking(ephemeral_storage="50Gi"), capacity=capacity)
    assert plan.workloads[0].bound == bound
    assert SENTENCE not in plan.inventory.assumed


def test_memory_of_a_group_with_cpu_only_is_unknown_too() -> None:
    plan = planned(asking(memory="1Ti"), allocatable={"cpu": "4"})
    assert plan.workloads[0].bound == 6
    assert "memory: not declared, planned as if there were enough; decides 6 nodes" in plan.inventory.assumed


def test_extended_resources_and_huge_pages_that_a_group_leaves_out_are_not_there() -> None:
    for name in ("example.com/gpu", "hugepages-2Mi"):
        limits = {"example.com/gpu": "1"} if "/" in name else {"hugepages-2Mi": "2Mi", "memory": "1Mi"}
        wanted = daemonset(containers=[{"name": "agent", "image": "agent:1", "resources": {"limits": limits}}])
        plan = planned(wanted, capacity={"cpu": "4", "memory": "8Gi"})
        assert plan.workloads[0].placement[0].reasons[0].event == f"Insufficient {name}"


def test_a_real_node_without_ephemeral_storage_has_none() -> None:
    plan = dslint.plan([asking(ephemeral_storage="50Gi")], inventory=[node("n1")], kubernetes_version="1.33")
    assert plan.workloads[0].placement[0].reasons[0].event == "Insufficient ephemeral-storage"


def test_an_override_declares_it_for_some_nodes() -> None:
    group = {"name": "w", "count": 6, "capacity": {"cpu": "4"}}
    override = {"match": {"name": "w-1"}, "allocatable": {"ephemeral-storage": "1Gi"}}
    spec = {"nodeGroups": [group], "overrides": [override]}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": spec}
    plan = dslint.plan([asking(ephemeral_storage="50Gi")], inventory=[inventory], kubernetes_version="1.33")
    assert (plan.workloads[0].bound, plan.workloads[0].pending) == (5, 1)


def test_a_workload_without_a_pod_assumes_nothing() -> None:
    plan = planned(asking(ephemeral_storage="50Gi"), capacity={"cpu": "4"})
    assert list(assumed_resources(plan.workloads, [None], read_inventory([node("n1")]))) == []


def test_a_node_that_is_full_is_not_told_to_offer_none_as_those_beside_it() -> None:
    gpu, room = "example.com/gpu", {"cpu": "4", "memory": "8Gi"}
    groups = [
        {"name": "a", "count": 2, "capacity": room},
        {"name": "gpu", "count": 1, "capacity": {**room, gpu: "1"}, "load": {gpu: "1"}},
    ]
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": groups}}
    wanted = daemonset(containers=[{"name": "agent", "image": "agent:1", "resources": {"limits": {gpu: "1"}}}])
    plan = dslint.plan([wanted], inventory=[inventory], kubernetes_version="1.33")
    assert {group.nodes: group.reasons[0].message for group in plan.workloads[0].placement} == {
        ("a-1", "a-2"): "needs example.com/gpu 1, node offers none",
        ("gpu-1",): "needs example.com/gpu 1, 0 of 1 free",
    }
