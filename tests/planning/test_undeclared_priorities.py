"""Preemption where the inventory does not say which priority pods have."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.planning.undeclared_priorities import assumed_priorities
from dslint.plans import Plan
from tests.planning.nodes import daemonset, node

FULL = {"cpu": "900m"}


def agent(priority_class: str = "system-node-critical") -> dict[str, Any]:
    resources = {"requests": {"cpu": "500m"}}
    container = {"name": "agent", "image": "agent:1", "resources": resources}
    return daemonset(containers=[container], priorityClassName=priority_class)


def planned(**spec: Any) -> Plan:
    load = {"load": spec.pop("load")} if "load" in spec else {}
    group = {"name": "w", "count": 3, "capacity": {"cpu": "1", "memory": "8Gi"}, **load}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group], **spec}}
    return dslint.plan([agent()], inventory=[inventory], kubernetes_version="1.33")


def test_pods_of_load_are_not_evicted_and_their_priority_is_said_to_be_unknown() -> None:
    plan = planned(load={"cpu": "100%"})
    assert plan.workloads[0].pending == 3
    sentence = "priority of the load: not declared, planned as one that nobody may evict; decides 3 nodes"
    assert sentence in plan.inventory.assumed


@pytest.mark.parametrize("name", ["kube-proxy", "aws-node", "cilium", "ebs-csi-node"])
def test_pods_that_are_known_to_be_critical_are_no_victims(name: str) -> None:
    plan = planned(existingPods=[{"daemonSet": f"kube-system/{name}", "on": "*", "requests": FULL}])
    assert plan.workloads[0].pending == 3
    assert not any(group.evicts for group in plan.workloads[0].placement)
    assert any(sentence.startswith("3 pods without a priority: system-") for sentence in plan.inventory.assumed)
    who = ", ".join(f"kube-system/{name}-w-{number}" for number in (1, 2, 3))
    assert f"priority of {who}: not declared, planned as critical; decides 3 nodes" in plan.inventory.assumed


def test_static_pods_are_critical() -> None:
    plan = planned(staticPods={"etcd": {"requests": FULL}}, defaults={"staticPods": ["etcd"]})
    assert plan.workloads[0].pending == 3


def test_other_pods_without_a_priority_are_victims_by_assumption() -> None:
    plan = planned(existingPods=[{"deployment": "shop/filler", "on": "*", "requests": FULL}])
    assert plan.workloads[0].bound == 3
    sentence = "priority of shop/filler-0, shop/filler-1, shop/filler-2: not declared, planned as 0; decides 3 nodes"
    assert sentence in plan.inventory.assumed


@pytest.mark.parametrize("fields", [{"priority": 0}, {"priorityClassName": "system-cluster-critical"}])
def test_nothing_is_assumed_of_a_priority_that_is_declared(fields: dict[str, Any]) -> None:
    plan = planned(existingPods=[{"deployment": "shop/filler", "on": "*", "requests": FULL, **fields}])
    assert plan.workloads[0].bound == 3
    assert not any(sentence.startswith("priority of") for sentence in plan.inventory.assumed)


def test_a_pod_of_a_saved_cluster_has_the_value_of_its_system_class() -> None:
    spec = {"priorityClassName": "system-node-critical", "nodeName": "n1"}
    container = {"name": "c", "image": "c:1", "resources": {"requests": {"cpu": "3900m"}}}
    listed = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {**spec, "containers": [container]}}
    plan = dslint.plan([agent()], inventory=[node("n1"), listed], kubernetes_version="1.33")
    assert plan.workloads[0].pending == 1


def test_a_workload_whose_pods_are_refused_evicts_nobody() -> None:
    plan = planned(load={"cpu": "100%"})
    assert list(assumed_priorities(plan.workloads, [None], read_inventory([node("n1")]))) == []
