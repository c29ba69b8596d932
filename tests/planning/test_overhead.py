"""What all node agents request of each pool, before and after a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dslint.engine import plan_versions
from dslint.plans import HighestShare, Plan, PoolOverhead
from tests.planning.nodes import daemonset, node

POOL = "cloud.google.com/gke-nodepool"
SPOT = {"key": "spot", "effect": "NoSchedule"}
TOLERANT = [{"key": "spot", "operator": "Exists"}]


def asking(cpu: str, memory: str = "64Mi") -> list[dict[str, Any]]:
    return [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": cpu, "memory": memory}}}]


def in_pool(name: str, pool: str, *taints: dict[str, str], **allocatable: str) -> dict[str, Any]:
    return node(name, *taints, labels={POOL: pool}, **allocatable)


NODES = [in_pool("g1", "general"), in_pool("g2", "general"), in_pool("s1", "spot", SPOT)]
NEW, OLD = daemonset(containers=asking("200m")), daemonset(containers=asking("100m"), tolerations=TOLERANT)


def pod(name: str, on: str, cpu: str, owner: str = "", **metadata: Any) -> dict[str, Any]:
    owners = [{"kind": "DaemonSet", "name": owner, "uid": owner, "controller": True}] if owner else []
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": "default", "ownerReferences": owners, **metadata},
        "spec": {"nodeName": on, "containers": asking(cpu)},
        "status": {"phase": "Running"},
    }


def planned(*workloads: dict[str, Any], nodes: list[Any] | None = None, **options: Any) -> Plan:
    return plan_versions(list(workloads), inventory=nodes or NODES, **options).plans[0]


def cpu(plan: Plan) -> dict[str, tuple[int | None, int | None]]:
    return {pool.pool: (pool.before.get("cpu"), pool.after.get("cpu")) for pool in plan.overhead}


def test_an_update_counts_what_runs_and_what_will() -> None:
    plan = planned(NEW, baseline=[OLD])
    assert cpu(plan) == {"general": (200, 400), "spot": (100, None)}
    general = plan.overhead[0]
    assert general == PoolOverhead(
        "general",
        2,
        {"cpu": 200, "memory": 2 * 64 << 20, "pods": 2},
        {"cpu": 400, "memory": 2 * 64 << 20, "pods": 2},
        {"cpu": 8000, "memory": 16 << 30, "pods": 220},
        general.highest,
    )
    assert HighestShare("cpu", "g1", 200, 4000) in general.highest


def test_before_is_empty_if_nothing_says_what_runs() -> None:
    [general] = planned(NEW).overhead
    assert general.pool == "general"
    assert general.before == {}
    assert (general.after["cpu"], general.after["pods"]) == (400, 2)


def test_agents_of_the_inventory_count_and_other_pods_do_not() -> None:
    there = [pod("proxy-1", "g1", "50m", "proxy"), pod("web", "g1", "1"), pod("proxy-3", "s1", "50m", "proxy")]
    assert cpu(planned(NEW, nodes=[*NODES, *there])) == {"general": (50, 450), "spot": (50, 50)}


def test_mirror_pods_are_agents_and_finished_pods_are_not() -> None:
    mirror = pod("etcd-g1", "g1", "300m", annotations={"kubernetes.io/config.mirror": "x"})
    ended = pod("old-1", "g2", "500m", "old")
    ended["status"]["phase"] = "Failed"
    assert cpu(planned(NEW, nodes=[*NODES, mirror, ended])) == {"general": (300, 700)}


def test_pods_of_a_planned_daemonset_are_replaced_and_not_counted_twice() -> None:
    listed = [pod("agent-1", "g1", "100m", "agent"), pod("agent-2", "g2", "100m", "agent")]
    assert cpu(planned(NEW, nodes=[*NODES, *listed], baseline=[OLD]))["general"] == (200, 400)


def test_an_agent_that_is_evicted_is_gone_afterwards() -> None:
    small = [in_pool("g1", "general", cpu="1")]
    there = pod("proxy-1", "g1", "800m", "proxy")
    urgent = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "urgent"}, "value": 9}
    new = daemonset(containers=asking("500m"), priorityClassName="urgent")
    assert cpu(planned(new, nodes=[*small, there, urgent])) == {"general": (800, 500)}


def test_a_pod_that_stays_pending_takes_nothing() -> None:
    assert cpu(planned(daemonset(containers=asking("9")), baseline=[OLD]))["general"] == (200, None)


def test_a_rejected_daemonset_leaves_what_runs() -> None:
    broken = {**NEW, "spec": {**NEW["spec"], "selector": {"matchLabels": {"app": "other"}}}}
    assert cpu(planned(broken, baseline=[OLD])) == {"general": (200, 200), "spot": (100, 100)}


def test_other_daemonsets_of_the_baseline_stay() -> None:
    other = daemonset("other", containers=asking("10m"), tolerations=TOLERANT)
    assert cpu(planned(NEW, baseline=[OLD, other])) == {"general": (220, 420), "spot": (110, 10)}


def test_plain_pods_and_nodes_without_agents_give_no_overhead() -> None:
    plan = planned(pod("probe", "", "1"))
    assert plan.overhead == ()
    assert "overhead" not in plan.to_dict()


def test_nodes_that_are_no_machines_are_left_out() -> None:
    groups = [{"name": "metal", "count": 2}, {"name": "fargate", "count": 3, "virtual": "fargate"}]
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": groups}}
    every = daemonset(containers=asking("200m"), tolerations=[{"operator": "Exists"}])
    plan = planned(every, nodes=[inventory])
    assert plan.workloads[0].bound == 5
    assert [(pool.pool, pool.nodes) for pool in plan.overhead] == [("metal", 2)]


def test_nodes_that_do_not_declare_allocatable_have_no_share() -> None:
    bare = {**node("b1"), "status": {}}
    [pool] = planned(NEW, nodes=[bare]).overhead
    assert (pool.after["cpu"], pool.allocatable, pool.highest) == (200, {}, ())


def test_the_highest_share_is_that_of_the_smallest_node() -> None:
    nodes = [in_pool("g1", "general"), in_pool("g2", "general", cpu="2")]
    [pool] = planned(NEW, nodes=nodes).overhead
    assert HighestShare("cpu", "g2", 200, 2000) in pool.highest
    assert pool.allocatable["cpu"] == 6000


def test_other_resources_count_too() -> None:
    containers = asking("100m")
    containers[0]["resources"]["requests"]["ephemeral-storage"] = "1Gi"
    [pool] = planned(daemonset(containers=containers), nodes=[node("n1", **{"ephemeral-storage": "10Gi"})]).overhead
    assert (pool.after["ephemeral-storage"], pool.allocatable["ephemeral-storage"]) == (1 << 30, 10 << 30)


@pytest.mark.parametrize("known", [True, False])
def test_a_what_if_has_the_overhead_of_its_own_nodes(known: bool) -> None:
    plan = planned(NEW, what_if=("remove g2",), baseline=[OLD] if known else None)
    assert plan.what_if is not None
    assert plan.what_if.plan.overhead[0].after["cpu"] == 200


def test_a_size_gives_the_room_that_agents_leave() -> None:
    room = planned(NEW, baseline=[OLD], workload_size=(("cpu", 3850),)).workload_room
    assert room is not None
    assert (room.nodes, room.before, room.after, room.lost) == (3, 3, 1, ("g1", "g2"))
    assert planned(NEW).workload_room is None


def test_static_pods_of_a_folder_are_compared_with_those_of_the_former_folder(tmp_path: Path) -> None:
    for folder, amount in (("former", "100m"), ("now", "150m")):
        (tmp_path / folder).mkdir()
        containers = asking(amount)
        manifest = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "etcd"}, "spec": {"containers": containers}}
        (tmp_path / folder / "etcd.yaml").write_text(json.dumps(manifest))
    group = {
        "name": "control-plane",
        "count": 3,
        "staticPods": ["./now"],
        "allocatable": {"cpu": "1", "memory": "4Gi", "pods": "9"},
    }
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group]}}
    (tmp_path / "nodes.yaml").write_text(json.dumps(inventory))
    plan = plan_versions([], inventory=tmp_path / "nodes.yaml", baseline=tmp_path / "former").plans[0]
    assert cpu(plan) == {"control-plane": (300, 450)}
