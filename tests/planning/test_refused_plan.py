"""DaemonSets whose pods the API server refuses: new ones and updates."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.plans import Decider, State, WorkloadPlan
from tests.planning.nodes import NO_PRIORITY_CLASSES, daemonset, node, states, taint

NODES = [node("n1"), node("n2"), node("n3"), node("n4")]
SAID = 'pods "agent-" is forbidden: no PriorityClass with name none was found'


def update(
    strategy: dict[str, Any] | None, inventory: list[dict[str, Any]] | None = None, **options: Any
) -> WorkloadPlan:
    old, new = daemonset(), daemonset(priorityClassName="none")
    for each in (old, new):
        each["spec"]["updateStrategy"] = strategy or {}
    nodes = [*(NODES if inventory is None else inventory), NO_PRIORITY_CLASSES]
    return dslint.plan(
        [new], inventory=nodes, baseline=[old], kubernetes_version="1.36", trace=True, **options
    ).workloads[0]


def rolling(**budget: Any) -> dict[str, Any]:
    return {"type": "RollingUpdate", "rollingUpdate": budget}


def test_a_daemonset_whose_pods_are_refused_is_accepted_and_runs_nowhere():
    nodes = [node("n1"), node("n2", taint("gpu")), NO_PRIORITY_CLASSES]
    found = dslint.plan([daemonset(priorityClassName="none")], inventory=nodes, kubernetes_version="1.36").workloads[0]
    assert (found.rejected, found.desired, found.bound, found.pending) == ((), 1, 0, 0)
    refused, excluded = found.placement
    assert refused.nodes == ("n1",)
    assert refused.reasons[0].decider is Decider.API_SERVER
    assert refused.reasons[0].message == SAID
    assert refused.reasons[0].path == ("spec", "template", "spec", "priorityClassName")
    assert excluded.reasons[0].code == "UntoleratedTaint"
    assert found.rollout is None


@pytest.mark.parametrize(("budget", "lost"), [(1, 1), (3, 3), ("50%", 2), ("100%", 4)])
def test_an_update_takes_as_many_pods_as_the_budget_allows_and_stops(budget: int | str, lost: int):
    found = update(rolling(maxUnavailable=budget))
    without = [f"n{number + 1}" for number in range(lost)]
    assert states(found) == {name: State.EXCLUDED if name in without else State.BOUND for name in states(found)}
    assert (found.desired, found.bound, found.pending) == (4, 4 - lost, 0)
    assert found.rollout is not None
    assert found.rollout.updated == (0, 0)
    assert found.rollout.blocked is not None
    assert found.rollout.blocked.code == "PodsRefused"
    assert found.rollout.blocked.message.endswith(SAID)
    assert found.rollout.unavailable is not None
    assert found.rollout.unavailable.in_the_end == lost
    chosen = any(note.endswith("chooses at random which it deletes first") for note in found.notes)
    assert chosen is (found.bound > 0)


def test_a_surge_takes_no_pod_away():
    found = update(rolling(maxSurge=2, maxUnavailable=0))
    assert found.bound == 4
    assert found.rollout is not None
    assert found.rollout.blocked is not None
    assert found.rollout.blocked.message == f"the API server refuses new pods, so no further pod is replaced: {SAID}"
    assert found.rollout.unavailable is not None
    assert found.rollout.unavailable.at_worst == 0
    assert "the present pods stay on 4 nodes" in found.notes, "nothing is deleted, so nothing is chosen"


def test_pods_that_are_not_ready_go_on_top_of_the_budget():
    found = update(rolling(maxUnavailable=2), unready=["n4"])
    assert states(found) == {"n1": State.EXCLUDED, "n2": State.BOUND, "n3": State.BOUND, "n4": State.EXCLUDED}


def test_nothing_is_rolled_where_a_node_lacks_its_pod_when_the_update_arrives():
    found = update(rolling(maxUnavailable=3), NODES[:3], inventory_after=NODES, unready=["n1"])
    assert states(found) == {"n1": State.BOUND, "n2": State.BOUND, "n3": State.BOUND, "n4": State.EXCLUDED}
    assert found.rollout is not None
    assert [step.states for step in found.rollout.steps or ()] == [{"old ready": ("n2", "n3"), "old unready": ("n1",)}]


def test_a_node_that_no_longer_matches_loses_its_pod_though_new_ones_are_refused():
    after = [*NODES[:3], node("n4", taint("gone", "NoExecute"))]
    found = update(rolling(maxUnavailable=1), inventory_after=after)
    assert states(found)["n4"] is State.REMOVED


def test_on_delete_all_pods_stay():
    found = update({"type": "OnDelete"})
    assert found.bound == 4
    assert found.rollout is not None
    assert found.rollout.blocked is None
    assert found.notes[0] == f"the DaemonSet is accepted, but its pods are rejected: {SAID}"
