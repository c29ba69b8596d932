"""NodeUnschedulable, NodeName, TaintToleration, NodeAffinity: what labels, names and taints decide."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, messages, node, pod, required, said, snapshot

UNSCHEDULABLE = "node(s) were unschedulable"
SELECTOR = "node(s) didn't match Pod's node affinity/selector"


@pytest.mark.parametrize(
    ("tolerations", "expected"),
    [
        ([], [UNSCHEDULABLE]),
        ([{"key": "node.kubernetes.io/unschedulable", "operator": "Exists", "effect": "NoSchedule"}], []),
        ([{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}], []),
        ([{"key": "node.kubernetes.io/unschedulable", "value": "x"}], [UNSCHEDULABLE]),
        ([{"operator": "Exists"}], []),
    ],
)
def test_a_cordoned_node_takes_only_who_tolerates_the_cordon(tolerations, expected):
    cluster = snapshot(node("n1", unschedulable=True))
    assert events(pod(tolerations=tolerations), cluster, "n1") == expected


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.36", "node(s) had untolerated taint(s)"),
        ("1.33", "node(s) had untolerated taint {spot: true}"),
        ("1.25", "node(s) had untolerated taint {spot: true}"),
        ("1.21", "node(s) had taint {spot: true}, that the pod didn't tolerate"),
    ],
)
def test_an_untolerated_taint_is_told_in_the_words_of_the_version(version, expected):
    release = Release.of(version)
    cluster = snapshot(node("n1", taints=("spot=true:NoSchedule",)), release=release)
    assert events(pod(release=release), cluster, "n1") == [expected]


def test_every_untolerated_taint_is_named_and_the_first_is_reported():
    cluster = snapshot(node("n1", taints=("a:NoSchedule", "b:PreferNoSchedule", "c=d:NoExecute")))
    assert messages(pod(), cluster, "n1") == ["untolerated taint a:NoSchedule", "untolerated taint c=d:NoExecute"]
    assert len(events(pod(), cluster, "n1")) == 1


@pytest.mark.parametrize(
    ("operator", "value", "gate", "tolerated"),
    [("Gt", "3", True, True), ("Gt", "7", True, False), ("Lt", "7", True, True), ("Gt", "3", False, False)],
)
def test_the_taint_is_compared_with_the_toleration_only_behind_its_gate(operator, value, gate, tolerated):
    release = Release.of("1.36", {"TaintTolerationComparisonOperators": gate})
    cluster = snapshot(node("n1", taints=("level=5:NoSchedule",)), release=release)
    made = pod(tolerations=[{"key": "level", "operator": operator, "value": value}], release=release)
    assert (not said(made, cluster, "n1")) is tolerated


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"nodeSelector": {"zone": "a"}}, []),
        ({"nodeSelector": {"zone": "b"}}, [("NodeSelector", SELECTOR)]),
        ({"nodeSelector": {"disk": ""}}, [("NodeSelector", SELECTOR)]),
        ({"affinity": required({"matchExpressions": [{"key": "zone", "operator": "Exists"}]})}, []),
        ({"affinity": required({})}, [("NodeAffinity", SELECTOR)]),
        ({"affinity": required()}, [("NodeAffinity", SELECTOR)]),
        ({"affinity": required({}, {"matchExpressions": [{"key": "x", "operator": "DoesNotExist"}]})}, []),
    ],
)
def test_selector_and_one_term_of_the_affinity_must_hold(spec, expected):
    assert said(pod(**spec), snapshot(node("n1", {"zone": "a"})), "n1") == expected


def names(*wanted):
    return {"matchFields": [{"key": "metadata.name", "operator": "In", "values": [name]} for name in wanted]}


@pytest.mark.parametrize(
    ("version", "event"),
    [("1.36", "node(s) didn't satisfy plugin(s) [NodeAffinity]"), ("1.30", ""), ("1.23", SELECTOR)],
)
def test_nodes_that_no_term_names_are_left_out_before_the_filters(version, event):
    release = Release.of(version)
    cluster = snapshot(node("n1", taints=("x:NoSchedule",)), node("n2"), release=release)
    made = pod(affinity=required(names("n2")), release=release)
    assert events(made, cluster, "n1") == [event] if event != SELECTOR else events(made, cluster, "n1") != [event]
    assert events(made, cluster, "n2") == []


def test_a_term_that_names_two_nodes_is_refused_for_all():
    cluster = snapshot(node("n1"), node("n2"))
    assert events(pod(affinity=required(names("n1", "n2"))), cluster, "n1") == ["pod affinity terms conflict"]


def test_a_pinned_pod_answers_only_to_its_selector():
    cluster = snapshot(node("n1", {"zone": "a"}))
    other_zone = required({"matchExpressions": [{"key": "zone", "operator": "In", "values": ["b"]}]})
    assert said(pod(affinity=other_zone), cluster, "n1", pinned=True) == []
    assert said(pod(nodeSelector={"zone": "b"}), cluster, "n1", pinned=True) == [("NodeSelector", SELECTOR)]


def test_messages_show_what_the_node_has_but_never_its_own_name():
    cluster = snapshot(node("n1", {"zone": "a"}))
    hostname = {"matchExpressions": [{"key": "kubernetes.io/hostname", "operator": "In", "values": ["n9"]}]}
    assert messages(pod(affinity=required(hostname), nodeSelector={"zone": "b"}), cluster, "n1") == [
        "nodeSelector zone=b, node has zone=a",
        "required node affinity: kubernetes.io/hostname In [n9] (node has another kubernetes.io/hostname)",
    ]
