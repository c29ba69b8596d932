"""Who binds a DaemonSet's pods, and what follows from it for trying them on a node."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.daemonset_controller_until_1_11 import BindingController
from dslint.placement.strategy import SchedulerStrategy, strategy_of
from tests.placement.building import away_from, daemon_pod, daemonset, near, node, requesting, snapshot, term

PORT = {"ports": [{"containerPort": 80, "hostPort": 80}]}
SPREAD = {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule", "labelSelector": {}}
TWO = (node("n1"), node("n2"))


def strategy(version="1.36", nodes=TWO, **spec):
    release = Release.of(version)
    made = daemonset(release=release, **spec)
    return strategy_of(made, daemon_pod(made, release), snapshot(*nodes, release=release))


@pytest.mark.parametrize(("version", "kind"), [("1.11", BindingController), ("1.12", SchedulerStrategy)])
def test_the_scheduler_binds_from_1_12_on(version, kind):
    assert type(strategy(version)) is kind


def test_the_controller_decides_for_each_node_in_order():
    nodes = (node("n1"), node("n2", taints=("x:NoSchedule",)), node("n3"))
    assert [decision.should_run for decision in strategy(nodes=nodes).decide()] == [True, False, True]


@pytest.mark.parametrize(
    ("spec", "independent"),
    [
        ({}, True),
        ({"container": PORT}, True),
        ({"affinity": near(term({"app": "x"}))}, False),
        ({"affinity": away_from(term({"app": "x"}))}, False),
        ({"topologySpreadConstraints": [SPREAD]}, False),
        ({"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}]}, False),
        ({"volumes": [{"name": "v", "emptyDir": {}}]}, True),
    ],
)
def test_pods_are_independent_without_affinity_spread_and_shared_claims(spec, independent):
    assert strategy(**spec).independent is independent


@pytest.mark.parametrize(
    ("version", "spec", "one"),
    [
        ("1.36", {"container": PORT}, True),
        ("1.24", {}, True),
        ("1.23", {}, False),
        ("1.36", {"affinity": away_from(term({"app": "x"}))}, False),
        ("1.36", {"nodeName": "n1"}, False),
        ("1.36", {"schedulerName": "mine"}, False),
    ],
)
def test_a_node_answers_alone_where_the_scheduler_looks_at_no_other(version, spec, one):
    assert strategy(version, **spec).reads_one_node is one


def test_an_attempt_is_on_the_one_node():
    cluster = (node("n1", allocatable={"cpu": "1"}), node("n2"))
    made = strategy(nodes=cluster, container=requesting(cpu="2"))
    short, roomy = (made.attempt(each) for each in snapshot(*cluster).nodes)
    assert short.nodes == ()
    assert [reason.path[:3] for reason in short.verdicts["n1"].reasons] == [("spec", "template", "spec")]
    assert [each.name for each in roomy.nodes] == ["n2"]


def test_a_pod_with_node_name_never_meets_the_scheduler():
    small = node("n1", allocatable={"cpu": "1"}, unschedulable=True)
    made = strategy(nodes=(small,), nodeName="n1", container=requesting(cpu="9"))
    assert [each.name for each in made.attempt(small).takers] == ["n1"]


def test_a_pod_of_another_scheduler_waits_and_no_eviction_helps():
    on = node("n1")
    verdict = strategy(nodes=(on,), schedulerName="mine").attempt(on).verdicts["n1"]
    assert [reason.code for reason in verdict.reasons] == ["OtherScheduler"]
    assert not verdict.resolvable


@pytest.mark.parametrize(("version", "told"), [("1.23", True), ("1.24", False)])
def test_up_to_1_23_the_event_of_a_pending_pod_tells_of_the_other_nodes(version, told):
    assert (strategy(version).other_nodes() is not None) is told


def test_another_template_has_a_strategy_of_its_own_and_the_same_pod_the_same():
    made = strategy()
    assert made.for_pod(made.pod) is made
    other = daemonset(container=requesting(cpu="9"))
    changed = made.for_pod(daemon_pod(other))
    assert changed.attempt(snapshot(node("n1")).nodes[0]).nodes == ()
