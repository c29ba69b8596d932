"""One DaemonSet in a plan, alone or as an update of what runs."""

from __future__ import annotations

import pytest

import dslint
from dslint.plans import State
from tests.planning.nodes import NO_PRIORITY_CLASSES, daemonset, node, plain_pod, states, taint


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
        inventory=[node("n1"), node("n2", taint("gpu")), NO_PRIORITY_CLASSES],
        kubernetes_version="1.36",
    ).workloads[0]
    said = 'pods "agent-" is forbidden: no PriorityClass with name none was found'
    assert found.notes == (f"the DaemonSet is accepted, but its pods are rejected: {said}",)
    assert states(found) == {"n1": State.EXCLUDED, "n2": State.EXCLUDED}


def companions(image: str, kind: str = "podAntiAffinity", key: str = "zone", surge: int = 0, **keys: list[str]):
    term = {"labelSelector": {"matchLabels": {"app": "agent"}}, "topologyKey": key, **keys}
    required = {"requiredDuringSchedulingIgnoredDuringExecution": [term]}
    found = daemonset(affinity={kind: required}, containers=[{"name": "agent", "image": image}])
    budget = {"maxSurge": surge, "maxUnavailable": 0 if surge else 1}
    found["spec"]["updateStrategy"] = {"type": "RollingUpdate", "rollingUpdate": budget}
    return found


ZONES = [node("n1", labels={"zone": "a"}), node("n2", labels={"zone": "b"})]


@pytest.mark.parametrize("key", ["controller-revision-hash", "pod-template-generation"])
@pytest.mark.parametrize(("keys", "gets_through"), [("matchLabelKeys", True), ("mismatchLabelKeys", False)])
def test_label_keys_tell_the_new_pods_from_the_old_ones(key: str, keys: str, *, gets_through: bool):
    old, new = (companions(image, surge=2, **{keys: [key]}) for image in ("agent:1", "agent:2"))
    found = dslint.plan([new], inventory=ZONES, baseline=[old], kubernetes_version="1.36", trace=True).workloads[0]
    assert found.rollout is not None
    assert (found.rollout.blocked is None) is gets_through
    stuck = {"new pending": ("n1", "n2"), "old ready": ("n1", "n2")}
    assert (found.rollout.steps or ())[-1].states == ({"new ready": ("n1", "n2")} if gets_through else stuck)
    assert states(found) == {"n1": State.BOUND, "n2": State.BOUND}


def test_pods_of_an_unchanged_template_have_the_labels_of_those_that_run():
    same = companions("agent:1", "podAffinity", matchLabelKeys=["controller-revision-hash"])
    nodes = [*ZONES, node("n3", labels={"zone": "b"})]
    found = dslint.plan(
        [same], inventory=nodes[1:2], inventory_after=nodes, baseline=[same], kubernetes_version="1.36"
    ).workloads[0]
    assert states(found) == {"n1": State.PENDING, "n2": State.BOUND, "n3": State.BOUND}


def orphan(on: str):
    pod = plain_pod(nodeName=on)
    pod["metadata"].update(name="orphan", labels={"app": "agent"})
    return pod


@pytest.mark.parametrize(
    ("kind", "keys", "pending"),
    [
        ("podAffinity", {}, {"n1"}),
        ("podAffinity", {"matchLabelKeys": ["nosuch"]}, {"n1"}),
        ("podAffinity", {"mismatchLabelKeys": ["pod-template-generation"]}, {"n1"}),
        ("podAffinity", {"matchLabelKeys": ["pod-template-generation"]}, {"n3"}),
        ("podAntiAffinity", {"mismatchLabelKeys": ["controller-revision-hash"]}, {"n3"}),
    ],
)
def test_an_adopted_pod_that_the_budget_keeps_decides_where_new_pods_fit(kind: str, keys: dict, pending: set[str]):
    nodes = [*ZONES, node("n3", labels={"zone": "b"})]
    found = dslint.plan(
        [companions("agent:1", kind, **keys)], inventory=[*nodes, orphan("n2")], kubernetes_version="1.36"
    ).workloads[0]
    assert {name for name, state in states(found).items() if state is State.PENDING} == pending
    assert states(found)["n2"] is State.BOUND


def test_a_daemonset_whose_label_keys_make_its_pods_invalid_keeps_the_pod_that_it_adopts():
    made = companions("agent:1", matchLabelKeys=["app"])
    term = made["spec"]["template"]["spec"]["affinity"]["podAntiAffinity"][
        "requiredDuringSchedulingIgnoredDuringExecution"
    ][0]
    term["labelSelector"] = {"matchExpressions": [{"key": "app", "operator": "Exists"}]}
    found = dslint.plan([made], inventory=[*ZONES, orphan("n2")], kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.EXCLUDED, "n2": State.BOUND}
    assert "exists in both matchLabelKeys and labelSelector" in found.notes[0]
