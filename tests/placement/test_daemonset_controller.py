from __future__ import annotations

from dataclasses import replace

import pytest

from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint, removal_of
from dslint.placement.daemonset_controller import (
    away_for_now,
    decide,
    decide_all,
    removes_itself,
    temporary_taints,
)
from tests.placement.building import RELEASE, daemonset, node, required


def decision(spec, on, release=RELEASE):
    found = decide(daemonset(release=release, **spec).spec, on, release)
    return found.should_run, found.should_continue


ZONE_A = {"key": "zone", "operator": "In", "values": ["a"]}


@pytest.mark.parametrize(
    ("spec", "on", "expected"),
    [
        ({}, node(), (True, True)),
        ({"nodeName": "n1"}, node("n1"), (True, True)),
        ({"nodeName": "n1"}, node("n2"), (False, False)),
        ({"nodeName": "n1", "nodeSelector": {"zone": "b"}}, node("n1", {"zone": "a"}), (False, False)),
        ({"nodeSelector": {"zone": "a"}}, node(labels={"zone": "a"}), (True, True)),
        ({"nodeSelector": {"zone": "a"}}, node(), (False, False)),
        ({"affinity": required({"matchExpressions": [ZONE_A]})}, node(labels={"zone": "a"}), (True, True)),
        ({"affinity": required({"matchExpressions": [ZONE_A]})}, node(labels={"zone": "b"}), (False, False)),
        ({"affinity": required({}, {"matchExpressions": [ZONE_A]})}, node(labels={"zone": "a"}), (True, True)),
        ({"affinity": required({})}, node(labels={"zone": "a"}), (False, False)),
        ({}, node(taints=("k=v:NoSchedule",)), (False, True)),
        ({}, node(taints=("k=v:NoExecute",)), (False, False)),
        ({}, node(taints=("k=v:PreferNoSchedule",)), (True, True)),
        ({"tolerations": [{"operator": "Exists"}]}, node(taints=("k=v:NoExecute",)), (True, True)),
        ({}, node(unschedulable=True, taints=("node.kubernetes.io/unschedulable:NoSchedule",)), (True, True)),
        ({}, node(taints=("node.kubernetes.io/not-ready:NoExecute",)), (True, True)),
        ({}, node(taints=("node.kubernetes.io/not-ready:NoSchedule",)), (False, True)),
        ({}, node(taints=("node.kubernetes.io/network-unavailable:NoSchedule",)), (False, True)),
        ({"hostNetwork": True}, node(taints=("node.kubernetes.io/network-unavailable:NoSchedule",)), (True, True)),
    ],
)
def test_a_pod_is_created_or_left_as_the_controller_decides(spec, on, expected):
    assert decision(spec, on) == expected


@pytest.mark.parametrize(("version", "runs"), [("1.13", False), ("1.14", True)])
def test_pid_pressure_is_tolerated_since_1_14(version, runs):
    pressed = node(taints=("node.kubernetes.io/pid-pressure:NoSchedule",))
    assert decision({}, pressed, Release.of(version))[0] is runs


def test_every_reason_is_given_with_the_values_seen_and_its_place():
    spec = daemonset(nodeName="n9", nodeSelector={"zone": "b", "disk": "ssd"}).spec
    found = decide(spec, node("n1", {"zone": "a"}, ("spot=true:NoSchedule",)), RELEASE)
    assert [(reason.code, reason.message) for reason in found.reasons] == [
        ("NodeName", "nodeName is n9"),
        ("NodeSelector", "nodeSelector zone=b, node has zone=a"),
        ("NodeSelector", "nodeSelector disk=ssd, node has no label disk"),
        ("UntoleratedTaint", "untolerated taint spot=true:NoSchedule"),
    ]
    assert found.reasons[1].path == ("spec", "template", "spec", "nodeSelector", "zone")


def test_nodes_alike_share_one_decision_and_named_ones_have_their_own():
    shared = node().shape
    nodes = [type(node())(index, f"n{index}", shared, {"kubernetes.io/hostname": f"n{index}"}) for index in range(5)]
    field = {"key": "metadata.name", "operator": "NotIn", "values": ["n3"]}
    found = decide_all(daemonset(affinity=required({"matchFields": [field]})).spec, nodes, RELEASE)
    assert [each.should_run for each in found] == [True, True, True, False, True]
    assert found[0] is found[4]


def test_two_nodes_that_are_named_are_decided_each_by_itself():
    shared = node().shape
    nodes = [type(node())(index, f"n{index}", shared, {}) for index in range(3)]
    fast, other = ({"key": "metadata.name", "operator": "In", "values": [name]} for name in ("n0", "n1"))
    ssd = {"key": "disk", "operator": "In", "values": ["ssd"]}
    terms = [{"matchFields": [fast], "matchExpressions": [ssd]}, {"matchFields": [other]}]
    found = decide_all(daemonset(affinity=required(*terms)).spec, nodes, RELEASE)
    assert [each.should_run for each in found] == [False, True, False]


CILIUM = "node.cilium.io/agent-not-ready:NoSchedule"


@pytest.mark.parametrize(
    ("spec", "taints", "known"),
    [
        ({}, (CILIUM,), ["node.cilium.io/agent-not-ready"]),
        ({}, (CILIUM, "spot:NoSchedule"), []),
        ({"nodeSelector": {"zone": "b"}}, (CILIUM,), []),
        ({"tolerations": [{"operator": "Exists"}]}, (CILIUM,), []),
    ],
)
def test_only_taints_that_are_temporary_keep_the_pod_away(spec, taints, known):
    made, on = daemonset(**spec), node(taints=taints)
    found = temporary_taints(decide(made.spec, on, RELEASE).reasons, made, on.shape, RELEASE)
    assert [taint.key for taint, _ in found] == known


@pytest.mark.parametrize(
    ("taint", "away"),
    [(CILIUM, True), ("node.cilium.io/agent-not-ready:NoExecute", False), ("spot:NoSchedule", False)],
)
def test_a_node_whose_pod_goes_in_turn_is_without_one_for_now(taint, away):
    made, on = daemonset(), node(taints=(taint,))
    assert away_for_now(decide(made.spec, on, RELEASE), made, on.shape, RELEASE) is away


def test_what_removes_the_taint_must_run_first():
    removal = removal_of(Taint.parse(CILIUM))
    names = {name: replace(daemonset(), name=name) for name in ("cilium", "agent")}
    assert {name: removes_itself(made, removal) for name, made in names.items()} == {"cilium": True, "agent": False}
