"""Sums of an agent without and with tolerations on the small inventories, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.plans import State, WorkloadPlan
from tests.planning.nodes import daemonset

CLUSTERS = Path(__file__).parents[1] / "clusters"
EVERYTHING = [{"operator": "Exists"}]


def plan_on(cluster: str, **template_spec: Any) -> WorkloadPlan:
    return dslint.plan([daemonset(**template_spec)], inventory=CLUSTERS / f"{cluster}.yaml").workloads[0]


def counted(workload: WorkloadPlan) -> dict[str, int]:
    """Nodes by the first thing that is said of them."""
    found: dict[str, int] = {}
    for group in workload.placement:
        said = [reason.message for reason in (*group.reasons, *group.notes)] or [group.state.value]
        key = said[0] if group.reasons else said[0].partition(":")[0]
        found[key] = found.get(key, 0) + len(group.nodes)
    return found


@pytest.mark.parametrize(
    ("cluster", "tolerations", "desired"),
    [
        ("homelab", [], 2),  # shelf, and the cordoned attic
        ("homelab", EVERYTHING, 5),
        # 20 general and 6 arm, less 2 not ready and 2 just started; 3 cordoned ones are in
        ("mixed-cloud", [], 22),
        ("mixed-cloud", EVERYTHING, 48),
        ("racks", [], 9_900),  # cpu and the cordoned cold ones
        ("racks", EVERYTHING, 15_000),
    ],
)
def test_an_agent_runs_on_as_many_nodes_as_the_controller_wants(cluster, tolerations, desired):
    found = plan_on(cluster, tolerations=tolerations)
    assert found.desired == desired
    assert (
        sum(len(group.nodes) for group in found.placement)
        == {"homelab": 5, "mixed-cloud": 48, "racks": 15_000}[cluster]
    )


def test_every_node_without_the_agent_says_why():
    found = plan_on("mixed-cloud")
    assert counted(found) == {
        "bound": 19,
        "cordoned, but DaemonSet pods tolerate node.kubernetes.io/unschedulable": 3,
        "untolerated taint spot=true:NoSchedule": 9,
        "untolerated taint nvidia.com/gpu=present:NoSchedule": 4,
        "untolerated taint os=windows:NoSchedule": 4,
        "untolerated taint eks.amazonaws.com/compute-type=fargate:NoSchedule": 4,
        "untolerated taint virtual-kubelet.io/provider=azure:NoSchedule": 1,
        "untolerated taint node.kubernetes.io/not-ready:NoSchedule": 2,
        "untolerated taint node.cilium.io/agent-not-ready=true:NoSchedule": 2,
    }


def test_an_agent_that_tolerates_everything_goes_where_nothing_runs_it():
    found = plan_on("mixed-cloud", tolerations=EVERYTHING)
    notes = {note.code: len(group.nodes) for group in found.placement for note in group.notes}
    assert (found.bound, found.pending) == (48, 0)
    assert notes["OperatingSystem"] == 4
    virtual = [group for group in found.placement if any(note.code == "VirtualNode" for note in group.notes)]
    assert sum(len(group.nodes) for group in virtual) == 5


def test_a_second_exporter_finds_its_port_taken():
    ports = [{"containerPort": 9100, "hostPort": 9100}]
    container = {"name": "exporter", "image": "exporter:1", "ports": ports}
    found = plan_on("mixed-cloud", tolerations=EVERYTHING, hostNetwork=True, containers=[container])
    pending = [group for group in found.placement if group.state is State.PENDING]
    # all that run linux and are no virtual nodes: 20 general, 9 spot, 6 arm, 4 with accelerators
    assert found.pending == 39
    assert {group.reasons[0].event for group in pending} == {
        "node(s) didn't have free ports for the requested pod ports"
    }


def test_a_full_node_has_no_room():
    # shelf: 3500m, less 100m and six times 500m
    hungry = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "401m"}}}]
    assert plan_on("homelab", containers=hungry).pending == 1
    fitting = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "400m"}}}]
    assert plan_on("homelab", containers=fitting).pending == 0


@pytest.mark.parametrize(("share", "value"), [("1%", 150)])
def test_nodes_that_are_down_take_of_the_budget(share, value):
    old = daemonset(tolerations=EVERYTHING)
    new = daemonset(tolerations=EVERYTHING, hostPID=True)
    new["spec"]["updateStrategy"] = {"rollingUpdate": {"maxUnavailable": share}}
    found = dslint.plan([new], inventory=CLUSTERS / "racks.yaml", baseline=[old]).workloads[0]
    assert found.rollout is not None
    assert found.rollout.budget is not None
    # 2 % of 4000 racked nodes are not ready
    assert (found.rollout.budget.of, found.rollout.budget.value, found.rollout.budget.taken) == (15_000, value, 80)
