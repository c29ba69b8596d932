"""A pending pod is tried again after an event that its plugin registers, and only then."""

from __future__ import annotations

import pytest

from dslint.placement.filters.contract import ClusterEvent
from dslint.placement.outcomes import Outcome
from dslint.placement.plugins import FILTERS
from dslint.placement.queueing_hints import wakes
from dslint.placement.scheduling import SchedulingRun
from dslint.plans import Decider, Reason, State
from tests.placement.building import away_from, near, node, pod, requesting, snapshot, term

HOST = "kubernetes.io/hostname"
PORT = {"ports": [{"containerPort": 80, "hostPort": 80}]}
SPREAD = {
    "maxSkew": 1,
    "topologyKey": "zone",
    "whenUnsatisfiable": "DoNotSchedule",
    "labelSelector": {"matchLabels": {"app": "web"}},
}
ADD, DELETE = ClusterEvent.ASSIGNED_POD_ADD, ClusterEvent.ASSIGNED_POD_DELETE
REASON = Reason("InsufficientResource", Decider.SCHEDULER, "needs cpu 2, 1 of 4 free")


def settled(waiting, *, other=None):
    """Outcomes of the waiting pod by node: before and after a pod of high priority evicts a web server from n1."""
    web = pod(
        "web", on="n1", labels={"app": "web"}, container={**requesting(cpu="3"), **(PORT if other is None else other)}
    )
    on = (node("n1", {"zone": "a"}), node("n2", {"zone": "b"}, unschedulable=True))
    scheduling = SchedulingRun(snapshot(*on, pods=[web]))
    placement = scheduling.place_pod(waiting)
    before = dict(placement.outcomes)
    scheduling.place_pod(pod("high", container=requesting(cpu="2"), priority=5))
    return before, placement


@pytest.mark.parametrize(
    ("plugin", "waiting"),
    [
        ("NodeResourcesFit", pod("waiting", container=requesting(cpu="2"))),
        ("NodePorts", pod("waiting", container=PORT)),
        ("InterPodAffinity", pod("waiting", affinity=away_from(term({"app": "web"}, HOST)))),
        ("PodTopologySpread", pod("waiting", labels={"app": "web"}, topologySpreadConstraints=[SPREAD])),
    ],
)
def test_a_deleted_pod_wakes_a_pod_that_it_kept_off_the_node(plugin, waiting):
    before, placement = settled(waiting)
    assert before["n1"].plugin == plugin
    assert placement.bound is not None
    assert placement.bound.node == "n1"


@pytest.mark.parametrize(
    ("plugin", "waiting"),
    [
        ("NodeAffinity", pod("waiting", container=requesting(cpu="2"), nodeSelector={"zone": "c"})),
        ("InterPodAffinity", pod("waiting", affinity=near(term({"app": "database"}, HOST)))),
    ],
)
def test_a_pod_keeps_the_outcome_of_its_last_attempt_where_no_event_can_help(plugin, waiting):
    before, placement = settled(waiting)
    assert before["n1"].plugin == plugin
    assert placement.outcomes["n1"] is before["n1"]


@pytest.mark.parametrize(
    ("plugin", "events", "hinted", "expected"),
    [
        ("NodeResourcesFit", {DELETE}, {}, True),
        ("NodeResourcesFit", {ADD}, {}, False),
        ("TaintToleration", {ADD, DELETE}, {}, False),
        ("InterPodAffinity", {ADD}, {"InterPodAffinity": True}, True),
        ("InterPodAffinity", {ADD, DELETE}, {"InterPodAffinity": False}, False),
        ("PodTopologySpread", {DELETE}, {"PodTopologySpread": True}, True),
        ("PodTopologySpread", set(), {"PodTopologySpread": True}, False),
        ("", {ADD, DELETE}, {}, False),
    ],
)
def test_the_plugin_that_rejected_the_pod_registers_the_events_that_wake_it(plugin, events, hinted, expected):
    assert wakes(Outcome(State.PENDING, (REASON,), plugin=plugin), events, hinted) is expected


def test_a_pod_that_its_controller_has_just_created_again_is_always_tried():
    assert wakes(Outcome(State.PENDING), set(), {})


def test_plugins_that_read_pods_register_their_deletion():
    readers = {plugin.NAME for plugin in FILTERS if plugin.READS & {"pods", "ports"}}
    assert {plugin.NAME for plugin in FILTERS if DELETE in plugin.EVENTS} == readers
    assert {plugin.NAME for plugin in FILTERS if ADD in plugin.EVENTS} == {"InterPodAffinity", "PodTopologySpread"}
