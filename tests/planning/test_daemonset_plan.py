"""One DaemonSet in a plan, alone or as an update of what runs."""

from __future__ import annotations

import dslint
from dslint.plans import State
from tests.planning.nodes import daemonset, node, states, taint


def test_eligible_nodes_run_the_pod_and_the_others_say_why_not():
    nodes = [node("n1"), node("n2", taint("gpu")), node("n3", taint("gpu"))]
    found = dslint.plan([daemonset()], inventory=nodes, kubernetes_version="1.36").workloads[0]
    assert (found.desired, found.bound, found.pending) == (1, 1, 0)
    bound, excluded = found.placement
    assert (bound.state, bound.nodes) == (State.BOUND, ("n1",))
    assert (excluded.state, excluded.nodes) == (State.EXCLUDED, ("n2", "n3"))
    assert [reason.message for reason in excluded.reasons] == ["untolerated taint gpu:NoSchedule"]


def test_a_node_that_no_longer_matches_loses_its_pod_at_once():
    nodes = [node("n1", labels={"disk": "ssd"}), node("n2")]
    new = daemonset(nodeSelector={"disk": "ssd"})
    found = dslint.plan([new], inventory=nodes, baseline=[daemonset()], kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.BOUND, "n2": State.REMOVED}
    assert found.rollout is not None
    assert (found.rollout.changed, found.rollout.replaced, found.rollout.removed_at_once) == (True, 1, 1)


def test_a_pod_that_the_controller_would_not_create_again_stays_until_the_template_changes():
    nodes = [node("n1")]
    tainted = [node("n1", taint("gpu"))]
    for new, state in ((daemonset(), State.MISSCHEDULED), (daemonset(hostNetwork=True), State.REMOVED)):
        plan = dslint.plan(
            [new], inventory=nodes, inventory_after=tainted, baseline=[daemonset()], kubernetes_version="1.36"
        )
        assert states(plan.workloads[0]) == {"n1": state}


def test_the_pods_of_the_version_before_make_room_for_the_new_ones():
    hungry = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "3"}}}]
    hungrier = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "4"}}}]
    found = dslint.plan(
        [daemonset(containers=hungrier)],
        inventory=[node("n1")],
        baseline=[daemonset(containers=hungry)],
        kubernetes_version="1.36",
    ).workloads[0]
    assert (found.bound, found.pending) == (1, 0)


def test_a_pod_that_is_removed_in_turn_says_so():
    found = dslint.plan(
        [daemonset(hostNetwork=True)],
        inventory=[node("n1")],
        inventory_after=[node("n1", taint("gpu"))],
        baseline=[daemonset()],
        kubernetes_version="1.36",
    ).workloads[0]
    (removed,) = found.placement
    assert removed.state is State.REMOVED
    assert [note.code for note in removed.notes] == ["RemovedInTurn"]
    assert found.rollout.removed_at_once == 0


def test_a_first_installation_has_no_rollout_and_an_update_that_changes_nothing_has():
    first = dslint.plan([daemonset()], inventory=[node("n1")], kubernetes_version="1.36").workloads[0]
    same = dslint.plan(
        [daemonset()], inventory=[node("n1")], baseline=[daemonset()], kubernetes_version="1.36"
    ).workloads[0]
    assert first.rollout is None
    assert same.rollout.changed is False
    assert (same.rollout.replaced, same.bound) == (0, 1)


def test_old_pods_that_stay_on_delete_keep_their_room():
    old, new = (
        daemonset(containers=[{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": cpu}}}])
        for cpu in ("3", "1")
    )
    new["spec"]["updateStrategy"] = {"type": "OnDelete"}
    other = daemonset("other", containers=[{"name": "c", "image": "c", "resources": {"requests": {"cpu": "2"}}}])
    updated, beside = dslint.plan(
        [new, other], inventory=[node("n1")], baseline=[old], kubernetes_version="1.36"
    ).workloads
    assert updated.bound == 1
    assert beside.pending == 1
    assert beside.placement[0].reasons[0].message == "needs cpu 2, 1 of 4 free after 1 pod"


def test_nodes_with_a_remark_are_a_group_of_their_own():
    cordoned = node("n2", taint("node.kubernetes.io/unschedulable"))
    cordoned["spec"]["unschedulable"] = True
    found = dslint.plan([daemonset()], inventory=[node("n1"), cordoned], kubernetes_version="1.36").workloads[0]
    assert [(group.nodes, [note.code for note in group.notes]) for group in found.placement] == [
        (("n1",), []),
        (("n2",), ["Cordoned"]),
    ]


def test_a_refused_daemonset_says_why_of_the_nodes_that_it_wants_alone():
    found = dslint.plan(
        [daemonset(priorityClassName="none")],
        inventory=[node("n1"), node("n2", taint("gpu"))],
        kubernetes_version="1.36",
    ).workloads[0]
    said = 'pods "agent-" is forbidden: no PriorityClass with name none was found'
    assert found.notes == (f"the DaemonSet is accepted, but its pods are rejected: {said}",)
    assert states(found) == {"n1": State.EXCLUDED, "n2": State.EXCLUDED}
