"""Nodes that are down: not ready, with a kubelet that works, or dead. And nodes where a pod never gets ready."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.planning.current_pods import as_ready
from dslint.plans import Plan, Rollout, State, WorkloadPlan
from tests.planning.nodes import daemonset, node, plain_pod, states

TOLERATES_ALL = [{"operator": "Exists"}]
FARGATE = {"labels": {"eks.amazonaws.com/compute-type": "fargate"}}


def agent(version: str, **spec: Any) -> dict[str, Any]:
    requests = {"cpu": "50m", "memory": "64Mi"}
    image = f"registry.example/agent:{version}"
    return daemonset(containers=[{"name": "agent", "image": image, "resources": {"requests": requests}}], **spec)


def group(name: str = "w", count: int = 6, **fields: Any) -> dict[str, Any]:
    return {"name": name, "count": count, **fields}


def planned(*groups: dict[str, Any], version: str = "1.33", changed: bool = True, **spec: Any) -> Plan:
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": list(groups)}}
    old, new = agent("1.0", **spec), agent("1.1" if changed else "1.0", **spec)
    return dslint.plan([new], inventory=[inventory], baseline=[old], kubernetes_version=version)


def updated(*groups: dict[str, Any], **options: Any) -> tuple[WorkloadPlan, Rollout]:
    found = planned(*groups, **options).workloads[0]
    assert found.rollout is not None
    return found, found.rollout


def test_a_dead_node_holds_its_old_pod_and_blocks_for_certain() -> None:
    plan = planned(group(dead=1))
    rollout = plan.workloads[0].rollout
    assert rollout.blocked.code == "BlockedByUnavailable"
    assert rollout.blocked.message.startswith("1 node without an available pod takes the whole budget of 1")
    assert rollout.updated == (0, 0)
    assert (
        "1 dead node: an old pod of default/agent is still there, is unavailable, and does not end until the node is "
        "back or is deleted"
    ) in plan.inventory.assumed


def test_more_budget_than_dead_nodes_gets_the_others_through() -> None:
    new = agent("1.1")
    new["spec"]["updateStrategy"] = {"rollingUpdate": {"maxUnavailable": 2}}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group(dead=1)]}}
    plan = dslint.plan([new], inventory=[inventory], baseline=[agent("1.0")], kubernetes_version="1.33")
    assert plan.workloads[0].rollout.updated == (5, 5)


def test_a_node_that_is_not_ready_holds_its_old_pod_and_blocks_nothing_where_it_gets_no_new_one() -> None:
    plan = planned(group(notReady=2))
    rollout = plan.workloads[0].rollout
    assert (rollout.blocked, rollout.replaced, rollout.removed) == (None, 4, 0)
    assert rollout.nodes.away == ("w-2", "w-5")
    assert (
        "2 not-ready nodes: an old pod of default/agent is still there and is unavailable now; where the node heals, "
        "it becomes available again"
    ) in plan.inventory.assumed


def test_where_it_gets_a_new_one_the_rollout_is_blocked_only_as_long_as_it_does_not_heal() -> None:
    _, rollout = updated(group(notReady=2), tolerations=TOLERATES_ALL)
    assert rollout.blocked.message.startswith("as long as 2 nodes stay not ready, ")
    _, beside_dead = updated(group(notReady=2, dead=1), tolerations=TOLERATES_ALL)
    assert not beside_dead.blocked.message.startswith("as long as"), "the dead node blocks whatever heals"


def test_nothing_is_assumed_of_nodes_that_are_ready_or_that_the_old_pod_was_not_for() -> None:
    assert not any("an old pod" in sentence for sentence in planned(group()).inventory.assumed)
    excluded = planned(group(), group("gpu", 2, conditions={"Ready": "Unknown"}, taints=["gpu:NoSchedule"]))
    assert not any("an old pod" in sentence for sentence in excluded.inventory.assumed)
    assert excluded.workloads[0].rollout.blocked is None


def test_old_pods_that_nothing_lists_are_said_to_be_taken_for_ready() -> None:
    sentence = (
        "old pods of default/agent: not listed, planned as if they were ready on each node that the old version runs on"
    )
    assert sentence in planned(group(dead=1)).inventory.assumed
    assert sentence not in planned(group(dead=6)).inventory.assumed
    owner = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "controller": True}
    pod = plain_pod(nodeName="n1")
    pod["metadata"].update(labels={"app": "agent"}, ownerReferences=[owner])
    listed = dslint.plan([agent("1.1")], inventory=[node("n1"), pod], baseline=[agent("1.0")])
    assert sentence not in listed.inventory.assumed


def test_an_unchanged_template_leaves_dead_nodes_as_they_are() -> None:
    found, rollout = updated(group(dead=1), changed=False)
    assert (found.bound, rollout.changed, rollout.removed) == (5, False, 0)
    assert State.MISSCHEDULED in states(found).values()


@pytest.mark.parametrize("condition", ["DiskPressure", "PIDPressure"])
def test_under_pressure_the_pod_is_bound_and_never_gets_ready(condition: str) -> None:
    found, rollout = updated(group(conditions={condition: "True"}))
    (placement,) = found.placement
    assert (placement.state, placement.never_ready) == (State.BOUND, True)
    assert [note.code for note in placement.notes] == ["KubeletEvicts"]
    assert rollout.blocked.code == "NewPodNotReady"
    assert (rollout.updated, rollout.unavailable.before, rollout.unavailable.at_worst) == ((1, 1), 0, 1)


def test_the_old_pods_under_pressure_are_assumed_to_run() -> None:
    assert (
        "6 nodes under pressure: an old pod of default/agent is still there, and runs until it is replaced; the "
        "kubelet may evict it at any time"
    ) in planned(group(conditions={"DiskPressure": "True"})).inventory.assumed


def test_a_node_under_pressure_uses_the_budget_up_wherever_it_comes() -> None:
    _, rollout = updated(group(), group("full", 1, conditions={"DiskPressure": "True"}))
    assert rollout.blocked.code == "NewPodNotReady"
    assert rollout.updated == (1, 7)


def test_an_unchanged_template_leaves_pods_under_pressure_alone() -> None:
    found, rollout = updated(group(conditions={"DiskPressure": "True"}), changed=False)
    (placement,) = found.placement
    assert (placement.never_ready, placement.notes, rollout.blocked) == (False, (), None)


def test_critical_pods_and_those_that_only_lack_memory_are_admitted() -> None:
    found, rollout = updated(group(conditions={"MemoryPressure": "True"}))
    assert (found.placement[0].never_ready, rollout.blocked) == (False, None)
    critical, rollout = updated(group(conditions={"DiskPressure": "True"}), priorityClassName="system-node-critical")
    assert (critical.placement[0].never_ready, rollout.blocked) == (False, None)


def test_pods_on_virtual_nodes_never_start_and_use_the_budget_up() -> None:
    found, rollout = updated(group(count=3), group("fargate", 1, **FARGATE), tolerations=TOLERATES_ALL)
    assert [(each.nodes, each.never_ready) for each in found.placement] == [
        (("w-1", "w-2", "w-3"), False),
        (("fargate-1",), True),
    ]
    assert rollout.blocked.code == "BlockedByUnavailable"
    assert rollout.unavailable.before == 1


def test_an_inventory_that_says_that_pods_run_there_is_believed() -> None:
    machine = group("fargate", 1, **FARGATE, virtual=False)
    found, rollout = updated(group(count=3), machine, tolerations=TOLERATES_ALL)
    assert ([each.never_ready for each in found.placement], rollout.blocked) == ([False], None)


def test_nodes_as_they_were_before_they_went_down_have_their_own_taints_only() -> None:
    release = Release.of("1.36")
    dump = [node("n1"), node("n2", {"key": "a", "effect": "NoSchedule"})]
    dump[1]["status"]["conditions"] = [{"type": "Ready", "status": "Unknown"}]
    before = as_ready(read_inventory(dump, release), release)
    assert [(one.shape.ready, [str(each) for each in one.shape.taints]) for one in before.nodes] == [
        ("True", []),
        ("True", ["a:NoSchedule"]),
    ]


CILIUM = group("new", 1, taints=["node.cilium.io/agent-not-ready:NoExecute"])


def test_a_node_that_a_temporary_taint_excludes_says_who_removes_it() -> None:
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group(), CILIUM]}}
    found = dslint.plan([agent("1.0")], inventory=[inventory], kubernetes_version="1.33").workloads[0]
    _, excluded = found.placement
    assert (excluded.state, excluded.temporary) == (State.EXCLUDED, True)
    (note,) = excluded.notes
    assert note.message == (
        "node.cilium.io/agent-not-ready is temporary: Cilium removes it once its agent is ready on the node, and the "
        "node gets a pod then"
    )


@pytest.mark.parametrize(("effect", "lost"), [("NoSchedule", (0, 1)), ("NoExecute", (1, 0))])
def test_a_temporary_taint_takes_the_pod_away_for_now_in_turn_or_at_once(effect: str, lost: tuple[int, int]) -> None:
    new = group("new", 1, taints=[f"node.cilium.io/agent-not-ready:{effect}"])
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group(), new]}}
    before = agent("1.0", tolerations=TOLERATES_ALL)
    plan = dslint.plan([agent("1.1")], inventory=[inventory], baseline=[before], kubernetes_version="1.33")
    rollout = plan.workloads[0].rollout
    assert (rollout.removed_at_once, len(rollout.nodes.away), rollout.removed) == (*lost, lost[0])


def test_a_removal_by_a_temporary_taint_is_said_to_be_one() -> None:
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group(), CILIUM]}}
    before = agent("1.0", tolerations=TOLERATES_ALL)
    plan = dslint.plan([agent("1.1")], inventory=[inventory], baseline=[before], kubernetes_version="1.33")
    found = plan.workloads[0]
    assert [each.nodes for each in found.placement if each.temporary] == [("new-1",)]
    assert found.rollout.removed_at_once == 1, "it is lost all the same until then"


@pytest.mark.parametrize(
    ("taints", "spec"),
    [
        (["node.cilium.io/agent-not-ready:NoSchedule", "spot:NoSchedule"], {}),
        (["node.cilium.io/agent-not-ready:NoSchedule"], {"nodeSelector": {"disk": "ssd"}}),
        (["spot:NoSchedule"], {}),
    ],
)
def test_a_node_that_stays_excluded_is_not_called_temporary(taints: list[str], spec: dict[str, Any]) -> None:
    found, _ = updated(group(), group("new", 1, taints=taints), **spec)
    assert not any(each.temporary for each in found.placement)


def test_what_removes_a_startup_taint_must_tolerate_it_itself() -> None:
    cilium = agent("1.0")
    cilium["metadata"]["name"] = "cilium"
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [CILIUM]}}
    (excluded,) = dslint.plan([cilium], inventory=[inventory], kubernetes_version="1.33").workloads[0].placement
    assert (excluded.temporary, [note.code for note in excluded.notes]) == (False, ["OwnStartupTaint"])


def test_the_pod_of_a_node_that_is_down_comes_back_with_it() -> None:
    found, _ = updated(group(dead=1))
    (away,) = [each for each in found.placement if each.state is State.EXCLUDED]
    assert away.temporary
    assert [note.message for note in away.notes] == [
        "the old pod is deleted during the rollout",
        (
            "node.kubernetes.io/unreachable is temporary: the control plane removes it once the node's kubelet reports "
            "again, and the node gets a pod then"
        ),
    ]


FOR_A_MINUTE = [{"operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 60}]
MAINTENANCE = group("m", 1, taints=["maintenance:NoExecute"])


def test_a_taint_that_is_tolerated_for_a_minute_evicts_again_and_again() -> None:
    found, rollout = updated(group(), MAINTENANCE, tolerations=FOR_A_MINUTE)
    steady, evicted = found.placement
    assert (found.bound, steady.notes, evicted.never_ready, rollout.blocked) == (7, (), False, None)
    (note,) = evicted.notes
    assert note.message == (
        "taint maintenance:NoExecute is tolerated for 60 s: the pod is evicted then, and the controller creates it "
        "again: it does not run steadily"
    )


def test_a_taint_that_is_tolerated_for_no_time_lets_no_pod_get_ready() -> None:
    at_once = [{**FOR_A_MINUTE[0], "tolerationSeconds": 0}]
    found, rollout = updated(group(), MAINTENANCE, tolerations=at_once)
    assert [each.never_ready for each in found.placement] == [False, True]
    assert rollout.blocked.code == "NewPodNotReady"


def test_a_pod_with_a_time_limit_leaves_a_node_that_is_not_ready() -> None:
    found, _ = updated(group(notReady=1), changed=False, tolerations=FOR_A_MINUTE)
    (kept,) = [each for each in found.placement if each.state is State.MISSCHEDULED]
    assert [note.code for note in kept.notes] == ["EvictedAfterSeconds", "TemporaryTaint"]


def test_a_plain_pod_is_evicted_once() -> None:
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [MAINTENANCE]}}
    pod = plain_pod(tolerations=FOR_A_MINUTE)
    (placed,) = dslint.plan([pod], inventory=[inventory], kubernetes_version="1.33").workloads[0].placement
    assert [note.message for note in placed.notes] == [
        "taint maintenance:NoExecute is tolerated for 60 s: the pod is evicted then, and nothing creates it again"
    ]


def test_nodes_that_are_too_small_are_not_counted_together_with_nodes_that_are_not_ready() -> None:
    small = group("small", 1, capacity={"cpu": "10m", "memory": "4Gi"})
    inventory = {
        "apiVersion": "dslint.dev/v1",
        "kind": "Inventory",
        "spec": {"nodeGroups": [small, group(count=4), group("down", 1, notReady=1)]},
    }
    old, new = daemonset(tolerations=TOLERATES_ALL), agent("1.1", tolerations=TOLERATES_ALL)
    new["spec"]["updateStrategy"] = {"rollingUpdate": {"maxUnavailable": 2}}
    (workload,) = dslint.plan([new], inventory=[inventory], baseline=[old], kubernetes_version="1.33").workloads
    assert workload.rollout.blocked.code == "NoRoom"
    assert workload.rollout.blocked.message.startswith(
        "the new pod does not fit (needs cpu 50m, 10m of 10m free) on 1 node and never gets ready on 1 node: "
    )
