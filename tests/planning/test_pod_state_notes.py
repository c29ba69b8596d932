"""What listed pods are doing, where that matters for a workload."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.planning.pod_state_notes import notes
from dslint.planning.workload import Workload
from dslint.plans import Placement, State, WorkloadPlan
from tests.planning.nodes import daemonset, node, plain_pod

ENDING = {"deletionTimestamp": "2026-11-26T18:58:07Z"}


def pod(name: str, on: str = "n1", phase: str = "Running", *, own: bool = False, **more: Any) -> dict[str, Any]:
    made = plain_pod(
        **({"nodeName": on} if on else {}), containers=more.pop("containers", [{"name": "c", "image": "c"}])
    )
    owner = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "", "controller": True}
    made["metadata"].update(
        name=name, **more, **({"ownerReferences": [owner], "labels": {"app": "agent"}} if own else {})
    )
    made["status"] = {"phase": phase}
    return made


def told(
    *pods: dict[str, Any],
    placement: tuple[Placement, ...] = (),
    new_nodes: tuple[str, ...] = (),
    version: str = "1.36",
    **spec: Any,
) -> list[str]:
    release = Release.of(version)
    workload = Workload.of(daemonset(**spec))
    cluster = read_inventory([node("n1"), node("n2"), *pods], release)
    return list(notes(workload, WorkloadPlan(workload.ref, placement=placement), cluster, new_nodes, release))


@pytest.mark.parametrize(
    ("pods", "version", "said"),
    [
        ([pod("a", own=True)], "1.36", []),
        (
            [pod("a", "n1", "Failed", own=True), pod("b", "n2", "Failed", own=True)],
            "1.36",
            ["its pods on n1, n2 have failed: they count as unavailable, and are deleted and created again"],
        ),
        (
            [pod("a", "n1", "Failed", own=True)],
            "1.5",
            ["its pods on n1 have failed: they count as unavailable, and stay until they are replaced"],
        ),
        (
            [pod("a", "n1", "Succeeded", own=True)],
            "1.27",
            ["its pods on n1 have succeeded: they count as unavailable, and are deleted and created again"],
        ),
        (
            [pod("a", "n1", "Succeeded", own=True)],
            "1.26",
            ["its pods on n1 have succeeded: they count as unavailable, and stay until they are replaced"],
        ),
        (
            [pod("a", own=True, **ENDING)],
            "1.36",
            ["its pods on n1 are terminating: they count as unavailable, and new ones come once they have ended"],
        ),
        ([pod("other", "n1", "Failed")], "1.36", []),
    ],
)
def test_pods_that_have_ended_or_are_ending_are_said_to_be_down(
    pods: list[dict[str, Any]], version: str, said: list[str]
) -> None:
    assert told(*pods, version=version) == said


def test_terminating_pods_of_others_hold_the_room_that_a_pending_pod_waits_for() -> None:
    ending = pod("other", **ENDING)
    assert told(ending, placement=(Placement(State.PENDING, ("n1", "n2")),)) == [
        "terminating pods still hold room on n1: a pod that is pending there may fit once they have ended"
    ]
    assert told(ending, placement=(Placement(State.PENDING, ("n2",)), Placement(State.BOUND, ("n1",)))) == []


def test_pending_pods_may_take_room_on_new_nodes_first() -> None:
    waiting = [pod(f"web-{number}", "", "Pending") for number in range(5)]
    placement = (Placement(State.BOUND, ("n1", "n2")),)
    (note,) = told(*waiting, placement=placement, new_nodes=("n2", "n3"))
    assert note == (
        "5 pending pods (default/web-0, default/web-1, default/web-2 and 2 more) may take room on 1 new node first: "
        "the plan has the workload's pods there before them"
    )
    assert told(*waiting, placement=placement) == []


def test_a_host_port_of_several_pods_is_not_free_for_the_kubelet_when_the_first_ends() -> None:
    ports = [{"name": "c", "image": "c", "ports": [{"containerPort": 9100, "hostPort": 9100}]}]
    holders = [pod("a", containers=ports), pod("b", containers=ports), pod("c", "n2", containers=ports)]
    (note,) = told(*holders, containers=ports)
    assert note == (
        "several pods hold host port 9100/TCP on n1: for the scheduler the first that ends frees it, and the kubelet "
        "refuses a new pod (NodePorts) as long as another one holds it"
    )
    assert told(*holders[1:], containers=ports) == []
    assert told(*holders) == []


def test_a_plan_has_these_notes_with_those_on_the_workload() -> None:
    failed = [pod(f"a-{name}", name, "Failed", own=True) for name in ("n1", "n2")]
    plan = dslint.plan([daemonset()], inventory=[node("n1"), node("n2"), *failed], kubernetes_version="1.36")
    found = plan.workloads[0]
    assert any("have failed" in note for note in found.notes)
    assert found.rollout.unavailable.before == 2


def test_nodes_that_come_with_the_change_are_new() -> None:
    inventory = {
        "apiVersion": "dslint.dev/v1",
        "kind": "Inventory",
        "spec": {"nodeGroups": [{"name": "w", "count": 2}]},
    }
    waits = pod("waits", "", "Pending")
    before = dslint.plan([daemonset()], inventory=[inventory, waits], kubernetes_version="1.36")
    assert not any("pending pod" in note for note in before.workloads[0].notes)
    after = {**inventory, "spec": {"nodeGroups": [{"name": "w", "count": 4}]}}
    plan = dslint.plan([daemonset()], inventory=[inventory, waits], inventory_after=[after], kubernetes_version="1.36")
    assert any(
        note.startswith("1 pending pod (default/waits) may take room on 2 new nodes")
        for note in plan.workloads[0].notes
    )
