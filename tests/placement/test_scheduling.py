"""Workloads placed one after the other: what is bound, waits, goes, and is tried again."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.scheduling import SchedulingRun
from dslint.plans import Decider, Reason, State
from tests.placement.building import near, node, placed, pod, requesting, snapshot, term

HOST = "kubernetes.io/hostname"


def states(placement):
    return {name: outcome.state.value for name, outcome in placement.outcomes.items()}


def test_each_node_is_bound_pending_or_excluded():
    cluster = snapshot(node("n1"), node("n2", allocatable={"cpu": "1"}), node("n3", taints=("x:NoSchedule",)))
    placement = placed(SchedulingRun(cluster), container=requesting(cpu="2"))
    assert states(placement) == {"n1": "bound", "n2": "pending", "n3": "excluded"}
    assert (placement.desired, placement.count(State.BOUND), placement.count(State.PENDING)) == (2, 1, 1)


def test_what_was_placed_counts_for_what_comes_later():
    cluster = snapshot(node("n1"))
    scheduling = SchedulingRun(cluster)
    placed(scheduling, name="first", container=requesting(cpu="3"))
    second = placed(scheduling, name="second", container=requesting(cpu="3"))
    assert second.outcomes["n1"].reasons[0].message == "needs cpu 3, 1 of 4 free after 1 pod"


def test_a_pod_of_higher_priority_evicts_and_who_belongs_to_a_daemonset_waits_again():
    cluster = snapshot(node("n1"), pods=[pod("old", on="n1", container=requesting(cpu="1"))])
    scheduling = SchedulingRun(cluster)
    low = placed(scheduling, name="low", container=requesting(cpu="3"))
    high = placed(scheduling, name="high", container=requesting(cpu="4"), priority=5)
    assert {eviction.pod.name for eviction in high.outcomes["n1"].evicted} == {"old", "low-"}
    assert states(low) == {"n1": "pending"}
    assert low.outcomes["n1"].reasons[0].message == "needs cpu 3, 0 of 4 free after 1 pod"


@pytest.mark.parametrize("version", ["1.36", "1.31", "1.30", "1.21"])
def test_a_pod_is_bound_once_its_victims_are_gone(version):
    release = Release.of(version)
    there = pod("old", on="n1", container=requesting(cpu="4"), release=release)
    cluster = snapshot(node("n1"), pods=[there], release=release)
    placement = placed(SchedulingRun(cluster), release, container=requesting(cpu="1"), priority=5)
    outcome = placement.outcomes["n1"]
    assert outcome.state is State.BOUND
    assert [eviction.pod.name for eviction in outcome.evicted] == ["old"]


@pytest.mark.parametrize("version", ["1.36", "1.30"])
def test_pods_that_were_evicted_are_tried_again_where_there_is_room(version):
    release = Release.of(version)
    cluster = snapshot(node("n1"), release=release)
    scheduling = SchedulingRun(cluster)
    low = placed(scheduling, release, name="low", container=requesting(cpu="2"))
    placed(scheduling, release, name="middle", container=requesting(cpu="2"), priority=1)
    placed(scheduling, release, name="high", container=requesting(cpu="1"), priority=5)
    assert states(low) == {"n1": "pending"}
    assert low.outcomes["n1"].reasons[0].message == "needs cpu 2, 1 of 4 free after 2 pods"


@pytest.mark.parametrize("version", ["1.36", "1.30"])
def test_a_pod_that_missed_company_is_tried_again_when_it_comes(version):
    release = Release.of(version)
    scheduling = SchedulingRun(snapshot(node("n1"), node("n2"), release=release))
    lonely = placed(scheduling, release, name="lonely", affinity=near(term({"app": "host"}, HOST)))
    assert states(lonely) == {"n1": "pending", "n2": "pending"}
    placed(scheduling, release, name="host")
    assert states(lonely) == {"n1": "bound", "n2": "bound"}


def test_reasons_stay_those_of_the_last_attempt():
    scheduling = SchedulingRun(snapshot(node("n1", allocatable={"cpu": "2"})))
    first = placed(scheduling, name="first", container=requesting(cpu="3"))
    placed(scheduling, name="second", container=requesting(cpu="1"))
    assert first.outcomes["n1"].reasons[0].message == "needs cpu 3, 2 of 2 free"


def test_up_to_1_23_the_event_tells_of_all_other_nodes():
    release = Release.of("1.21")
    cluster = snapshot(
        node("n1", allocatable={"cpu": "1"}), node("n2"), node("n3", taints=("x=y:NoSchedule",)), release=release
    )
    placement = placed(SchedulingRun(cluster), release, container=requesting(cpu="2"))
    assert {reason.event for reason in placement.outcomes["n1"].reasons if reason.reported} == {
        "Insufficient cpu",
        "node(s) didn't match Pod's node affinity/selector",
        "node(s) had taint {x: y}, that the pod didn't tolerate",
    }


def owned(name, on, kind="DaemonSet", **more):
    metadata = {"ownerReferences": [{"kind": kind, "name": "agent", "uid": "", "controller": True}]}
    return pod(name, on=on, metadata=metadata, **more)


def test_pods_that_are_there_stay_or_go_as_the_controller_says():
    cluster = snapshot(
        node("n1"),
        node("n2", taints=("x:NoSchedule",)),
        node("n3", taints=("x:NoExecute",)),
        pods=[owned("a", "n1"), owned("b", "n2"), owned("c", "n3")],
    )
    placement = placed(SchedulingRun(cluster))
    assert states(placement) == {"n1": "bound", "n2": "misscheduled", "n3": "removed"}
    assert [len(cluster.state(each).pods) for each in cluster.nodes] == [1, 1, 0]


def test_a_node_name_in_the_template_passes_the_scheduler_by():
    cluster = snapshot(node("n1", unschedulable=True, allocatable={"cpu": "1"}), node("n2"))
    placement = placed(SchedulingRun(cluster), nodeName="n1", container=requesting(cpu="5"))
    assert states(placement) == {"n1": "bound", "n2": "excluded"}


GATED = "Scheduling is blocked due to non-empty scheduling gates"


@pytest.mark.parametrize(
    ("spec", "code", "event"),
    [
        ({"schedulingGates": [{"name": "wait"}]}, "SchedulingGated", GATED),
        ({"schedulerName": "mine"}, "OtherScheduler", None),
        ({"resourceClaims": [{"name": "g", "resourceClaimName": "gpu"}]}, "ResourceClaim", None),
    ],
)
def test_pods_that_nobody_tries_wait_and_only_gates_are_told_of(spec, code, event):
    scheduling = SchedulingRun(snapshot(node("n1")))
    placement = placed(scheduling, **spec)
    assert states(placement) == {"n1": "pending"}
    plain = scheduling.place_pod(pod(**spec))
    for outcome in (placement.outcomes["n1"], plain.outcomes["n1"]):
        (reason,) = outcome.reasons
        assert (reason.code, reason.event, reason.reported) == (code, event, event is not None)
    assert plain.bound is None


def test_a_plain_pod_is_bound_where_one_node_wins_and_a_candidate_where_several_do():
    cluster = snapshot(node("n1", allocatable={"cpu": "2"}), node("n2"), node("n3"))
    scheduling = SchedulingRun(cluster)
    tied = scheduling.place_pod(pod("tied", container=requesting(cpu="1")))
    assert states(tied) == {"n2": "candidate", "n3": "candidate"}
    assert tied.bound is not None
    assert tied.bound.node == "n2"
    large = scheduling.place_pod(pod("large", container=requesting(cpu="4")))
    # It goes to whichever the first did not take.
    assert {name for name, outcome in large.outcomes.items() if outcome.state is State.CANDIDATE} == {"n2", "n3"}


def on_its_node(name, *on, rejections=(), victims=()):
    scheduling = SchedulingRun(snapshot(*on))
    return scheduling.place_on_its_node(pod(on=name), lambda _pod, _node, _others: (rejections, victims))


def test_a_plain_pod_that_names_its_node_is_there_if_the_kubelet_takes_it():
    placement = on_its_node("n2", node("n1"), node("n2"))
    assert states(placement) == {"n1": "excluded", "n2": "bound"}
    assert placement.bound is not None


def test_a_kubelet_that_refuses_it_says_why():
    rejection = Reason("OutOfcpu", Decider.KUBELET, "no cpu")
    placement = on_its_node("n2", node("n1"), node("n2"), rejections=(rejection,))
    assert (placement.outcomes["n2"].state, placement.outcomes["n2"].reasons) == (State.BOUND, (rejection,))


def test_a_node_that_the_inventory_lacks_runs_nothing():
    nowhere = on_its_node("gone", node("n1"))
    assert (states(nowhere), nowhere.bound) == ({"n1": "excluded"}, None)
    assert nowhere.note.startswith("the inventory has no node gone")


def test_a_plain_pod_that_fits_nowhere_has_every_reason():
    placement = SchedulingRun(snapshot(node("n1", unschedulable=True))).place_pod(pod(nodeSelector={"zone": "a"}))
    outcome = placement.outcomes["n1"]
    assert outcome.state is State.PENDING
    assert outcome.plugin == "NodeUnschedulable"
    assert [reason.code for reason in outcome.reasons] == ["NodeUnschedulable", "NodeSelector"]


def test_a_pending_pod_is_bound_once_company_comes():
    scheduling = SchedulingRun(snapshot(node("n1")))
    lonely = scheduling.place_pod(pod("lonely", affinity=near(term({"app": "web"}, HOST))))
    assert lonely.bound is None
    scheduling.place_pod(pod("web", labels={"app": "web"}))
    assert lonely.bound is not None
    assert states(lonely) == {"n1": "bound"}
