from __future__ import annotations

import pytest

from dslint.placement.filter_run import FilterRun
from dslint.placement.scheduler import attempt, attempt_on, enough_nodes
from dslint.placement.scheduling import SchedulingRun
from tests.placement.building import node, pod, requesting, snapshot


def test_a_pod_goes_to_the_node_with_the_best_score():
    cluster = snapshot(
        node("n1", allocatable={"cpu": "8"}), node("n2", allocatable={"cpu": "4"}), node("n3", unschedulable=True)
    )
    found = attempt(pod(container=requesting(cpu="1")), cluster)
    assert [each.name for each in found.nodes] == ["n1"]
    assert set(found.scores) == {"n1", "n2"}
    assert [reason.code for reason in found.verdicts["n3"].reasons] == ["NodeUnschedulable"]


def test_equal_scores_tie():
    cluster = snapshot(node("n1"), node("n2"))
    found = attempt(pod(), cluster)
    assert [each.name for each in found.takers] == ["n1", "n2"]


def test_the_only_node_left_is_taken_unscored():
    found = attempt(pod(), snapshot(node("n1"), node("n2", unschedulable=True)))
    assert [each.name for each in found.nodes] == ["n1"]
    assert found.scores == {}


def test_where_nothing_fits_the_pod_preempts():
    cluster = snapshot(node("n1"), pods=[pod("low", on="n1", container=requesting(cpu="4"))])
    found = attempt(pod(container=requesting(cpu="1"), priority=5), cluster)
    assert found.nodes == ()
    assert [each.name for each in found.takers] == ["n1"]
    assert [eviction.pod.name for eviction in found.victims] == ["low"]


def test_a_pinned_pod_is_tried_on_its_node_alone():
    cluster = snapshot(node("n1", unschedulable=True), node("n2"))
    filter_run = FilterRun(pod(), cluster, pinned=True, within=("spec", "template", "spec"))
    found = attempt_on(filter_run, cluster.nodes[0])
    assert found.takers == ()
    reason = found.verdicts["n1"].reasons[0]
    assert reason.path == ("spec", "template", "spec", "tolerations")
    assert reason.reported


def test_an_attempt_says_why_a_node_does_not_fit():
    found = attempt(pod(container=requesting(cpu="9")), snapshot(node("n1")))
    assert [reason.message for reason in found.verdicts["n1"].reasons] == ["needs cpu 9, 4 of 4 free"]


@pytest.mark.parametrize(("total", "expected"), [(99, 99), (100, 100), (250, 120), (1000, 420), (15000, 750)])
def test_in_large_clusters_the_scheduler_stops_looking(total, expected):
    assert enough_nodes(total) == expected


def test_that_it_stops_looking_is_said():
    cluster = snapshot(*(node(f"n{index}") for index in range(130)))
    placement = SchedulingRun(cluster).place_pod(pod())
    assert placement.note.startswith("130 nodes fit; the scheduler scores only 100 of them")
    small = SchedulingRun(snapshot(node("n1"), node("n2"))).place_pod(pod())
    assert small.note == ""
