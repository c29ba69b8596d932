"""The DaemonSet controller of 1.5 to 1.11."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.daemonset_controller_until_1_11 import BindingController
from dslint.placement.scheduling import SchedulingRun
from tests.placement.building import away_from, daemon_pod, daemonset, node, pod, requesting, snapshot, term

PORT = {"ports": [{"containerPort": 80, "hostPort": 80}]}


def judged(version, on, pods=(), **spec):
    """(wanted, stays, fits)"""
    release = Release.of(version)
    cluster = snapshot(on, pods=pods, release=release)
    made = daemonset(release=release, **spec)
    controller = BindingController(made, daemon_pod(made, release), cluster)
    decision, fits = controller.decide_on(cluster.nodes[0])
    assert controller.decide() == [decision]
    assert bool(controller.attempt(cluster.nodes[0]).nodes) is fits
    return decision.should_run, decision.should_continue, fits


@pytest.mark.parametrize(
    ("version", "on", "spec", "expected"),
    [
        ("1.9", node(), {}, (True, True, True)),
        ("1.9", node(), {"nodeName": "n2"}, (False, False, False)),
        ("1.9", node(), {"nodeSelector": {"a": "b"}}, (False, False, False)),
        ("1.9", node(), {"nodeSelector": {"a": "-1"}}, (True, True, True)),
        ("1.9", node(taints=("x:NoSchedule",)), {}, (False, True, False)),
        ("1.9", node(taints=("x:NoExecute",)), {}, (False, False, False)),
        ("1.6", node(taints=("x:NoSchedule",)), {}, (False, False, False)),
        ("1.5", node(taints=("x:NoSchedule",)), {}, (True, True, True)),
        ("1.9", node(allocatable={"cpu": "1"}), {"container": requesting(cpu="2")}, (True, True, False)),
        ("1.5", node(allocatable={"cpu": "1"}), {"container": requesting(cpu="2")}, (False, False, False)),
        ("1.9", node(allocatable={"pods": "0"}), {}, (True, True, False)),
        ("1.9", node(), {"container": {"resources": {"limits": {"cpu": "9"}}}}, (True, True, True)),
        ("1.9", node(), {"affinity": away_from(term({"app": "agent"}))}, (True, True, True)),
        ("1.9", node(unschedulable=True), {}, (True, True, True)),
    ],
)
def test_one_look_at_the_node_decides_three_things(version, on, spec, expected):
    assert judged(version, on, **spec) == expected


def test_a_port_that_a_stranger_holds_means_the_node_is_not_wanted():
    release = Release.of("1.9")
    stranger = pod("other", on="n1", container=PORT, release=release)
    assert judged("1.9", node(), [stranger], container=PORT) == (False, False, False)


def test_its_own_pod_takes_no_room_from_the_next():
    release = Release.of("1.9")
    owned = {"ownerReferences": [{"kind": "DaemonSet", "name": "agent", "controller": True}]}
    own = pod("agent-x", on="n1", metadata=owned, container=requesting(cpu="4"), release=release)
    assert judged("1.9", node(), [own], container=requesting(cpu="4")) == (True, True, True)


def test_a_settlement_lets_the_controller_bind():
    release = Release.of("1.9")
    cluster = snapshot(
        node("n1"), node("n2", allocatable={"cpu": "1"}), node("n3", taints=("x:NoSchedule",)), release=release
    )
    made = daemonset(release=release, container=requesting(cpu="2"), affinity=away_from(term({"app": "agent"})))
    placement = SchedulingRun(cluster).place(made, daemon_pod(made, release))
    assert {name: outcome.state.value for name, outcome in placement.outcomes.items()} == {
        "n1": "bound",
        "n2": "pending",
        "n3": "excluded",
    }
    assert placement.desired == 2
    assert all(reason.decider.value == "daemonset-controller" for reason in placement.outcomes["n2"].reasons)
    assert cluster.state(cluster.nodes[0]).requested["cpu"] == 2000
