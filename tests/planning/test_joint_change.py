"""DaemonSets of a plan that change at once."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.engine import plan_versions
from dslint.plans import State, WorkloadPlan
from tests.planning.nodes import daemonset, node, plain_pod, states


def agent(name: str, *, cpu: str = "100m", image: str = "agent:1", port: int = 0, surge: bool = False, **spec: Any):
    container: dict[str, Any] = {"name": "agent", "image": image, "resources": {"requests": {"cpu": cpu}}}
    if port:
        container["ports"] = [{"containerPort": port, "hostPort": port}]
    made = daemonset(name, containers=[container], **spec)
    budget = {"maxUnavailable": 0, "maxSurge": "100%"} if surge else {"maxUnavailable": 1}
    made["spec"]["updateStrategy"] = {"type": "RollingUpdate", "rollingUpdate": budget}
    return made


def planned(new: list[dict], old: list[dict], inventory: list[dict]) -> list[WorkloadPlan]:
    return list(dslint.plan(new, inventory=inventory, baseline=old, kubernetes_version="1.36").workloads)


def test_daemonsets_that_exchange_ports_in_a_surge_keep_their_old_pods():
    old = [agent("one", port=8080, surge=True), agent("two", port=9090, surge=True)]
    new = [agent("one", port=9090, surge=True), agent("two", port=8080, surge=True)]
    for found in planned(new, old, [node("n1"), node("n2")]):
        assert found.rollout is not None
        assert found.rollout.blocked is not None
        assert found.rollout.blocked.code == "SurgePortConflict"
        assert states(found) == {"n1": State.BOUND, "n2": State.BOUND}


def test_the_placement_is_as_the_rollouts_end():
    # The pods of two wait for the port that one gives up, and take the room before the new pods of one.
    old = [agent("one", cpu="200m", port=9090), agent("two", cpu="900m", port=9090)]
    new = [agent("one", cpu="200m", port=8080), old[1]]
    one, two = planned(new, old, [node("n1", cpu="1")])
    assert (states(one), states(two)) == ({"n1": State.PENDING}, {"n1": State.BOUND})
    assert [reason.message for reason in one.placement[0].reasons] == [
        "needs cpu 200m, 100m of 1 free after 1 pod",
    ]


def test_in_sequence_each_daemonset_settles_before_the_next_changes():
    old = [agent("one", cpu="200m", port=9090), agent("two", cpu="900m", port=9090)]
    new = [agent("one", cpu="200m", port=8080), old[1]]
    report = plan_versions(new, inventory=[node("n1", cpu="1")], baseline=old, versions=["1.36"], sequential=True)
    one, two = report.plans[0].workloads
    assert (states(one), states(two)) == ({"n1": State.BOUND}, {"n1": State.PENDING})


def test_a_daemonset_that_stays_and_is_not_planned_takes_the_room_too():
    old = [agent("agent", cpu="700m"), agent("other", cpu="600m")]
    (found,) = planned([agent("agent", cpu="700m", image="agent:2")], old, [node("n1", cpu="1"), node("n2", cpu="1")])
    assert found.rollout is not None
    assert found.rollout.updated == (1, 1)
    assert found.rollout.blocked is not None
    assert found.bound + found.pending == 2


def test_daemonsets_that_do_not_meet_are_planned_as_each_alone():
    old = [agent("one"), agent("two")]
    new = [agent("one", image="agent:2"), agent("two", image="agent:2")]
    nodes = [node("n1"), node("n2")]
    alone = [planned([new[index]], [old[index]], nodes)[0] for index in range(2)]
    assert planned(new, old, nodes) == alone


def test_a_daemonset_in_the_plan_twice_is_not_played_with_itself():
    old, new = agent("one", port=8080), agent("one", port=9090)
    (once,) = planned([new, new], [old], [node("n1")])
    assert once == planned([new], [old], [node("n1")])[0]


def test_pods_that_the_current_daemonsets_have_evicted_are_gone_and_named():
    classes = [
        {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 100}
    ]
    batch = plain_pod(
        nodeName="n1", containers=[{"name": "c", "image": "c:1", "resources": {"requests": {"cpu": "800m"}}}]
    )
    old = agent("agent", cpu="300m", priorityClassName="high")
    new = agent("agent", cpu="300m", image="agent:2", priorityClassName="high")
    (found,) = planned([new], [old], [node("n1", cpu="1"), *classes, batch])
    (group,) = found.placement
    assert (group.state, [victim.name for victim in group.evicts]) == (State.BOUND, ["probe"])


def pending(cpu: str, **spec: Any) -> dict[str, Any]:
    return plain_pod(containers=[{"name": "c", "image": "c:1", "resources": {"requests": {"cpu": cpu}}}], **spec)


@pytest.mark.parametrize(
    ("waiting", "updated"),
    [
        (pending("600m"), (1, 1)),
        (pending("100m"), (2, 2)),
        (pending("2"), (2, 2)),
        (pending("600m", schedulingGates=[{"name": "wait"}]), (2, 2)),
    ],
)
def test_a_pending_pod_of_the_inventory_takes_the_room_that_the_update_frees(waiting, updated):
    old, new = agent("agent", cpu="700m"), agent("agent", cpu="700m", image="agent:2")
    (found,) = planned([new], [old], [node("n1", cpu="1"), node("n2", cpu="1"), waiting])
    assert found.rollout is not None
    assert found.rollout.updated == updated


def test_a_new_daemonset_waits_for_room_and_takes_it_from_the_one_that_is_updated():
    old, new = agent("agent", cpu="700m"), agent("agent", cpu="700m", image="agent:2")
    updated, added = planned([new, agent("added", cpu="600m")], [old], [node("n1", cpu="1"), node("n2", cpu="1")])
    assert updated.rollout is not None
    assert updated.rollout.blocked is not None
    assert added.rollout is None
    assert (added.bound, added.pending) == (1, 1)


def test_an_explanation_leaves_out_the_pods_of_the_daemonset_itself():
    old = [agent("one", port=8080, surge=True), agent("two", port=9090)]
    new = [agent("one", port=9090, surge=True), agent("two", port=8080)]
    report = plan_versions(new, inventory=[node("n1")], baseline=old, explain=("n1",), versions=["1.36"])
    for found in report.plans[0].workloads:
        assert found.bound == 1
        assert {check.verdict for check in found.explanations[0].checks} <= {"passes", "not asked"}


def test_of_two_daemonsets_that_select_the_same_orphan_one_adopts_it():
    def selecting(name: str, port: int) -> dict[str, Any]:
        made = agent("one", port=port)
        made["metadata"]["name"] = name
        return made

    orphan = plain_pod(nodeName="n1")
    orphan["metadata"]["labels"] = {"app": "one"}
    old = [selecting("one", 8080), selecting("two", 9090)]
    new = [selecting("one", 9090), selecting("two", 8080)]
    for changed in (new, new[::-1]):
        found = planned(changed, old, [node("n1"), node("n2"), orphan])
        assert [workload.bound for workload in found] == [2, 2]
