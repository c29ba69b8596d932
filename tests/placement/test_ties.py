"""Plain Pods of which several nodes may get the first, and what that means for the next."""

from __future__ import annotations

from dslint.placement.ties import MOST_VARIANTS, Ties
from tests.placement.building import node, pod, requesting, snapshot


def bind(ties, cluster, made, name):
    bound = pod(made.name, on=name, container=requesting(cpu="3"))
    cluster.add(bound)
    ties.bind(made, bound)


def large(name):
    return pod(name, container=requesting(cpu="3"))


def test_one_winner_leaves_no_doubt():
    cluster = snapshot(node("n1", allocatable={"cpu": "8"}), node("n2"))
    found, winners = Ties(cluster).attempt(large("a"))
    assert set(winners) == {"n1"}
    assert [each.name for each in found.takers] == ["n1"]


def test_the_second_pod_may_go_where_the_first_did_not():
    cluster = snapshot(node("n1"), node("n2"))
    ties = Ties(cluster)
    first = large("a")
    _, winners = ties.attempt(first)
    assert set(winners) == {"n1", "n2"}
    bind(ties, cluster, first, "n1")
    found, winners = ties.attempt(large("b"))
    assert [each.name for each in found.takers] == ["n2"]
    assert set(winners) == {"n1", "n2"}


def test_the_snapshot_is_as_before_whatever_was_tried():
    cluster = snapshot(node("n1"), node("n2"))
    ties = Ties(cluster)
    first = large("a")
    ties.attempt(first)
    bind(ties, cluster, first, "n1")
    ties.attempt(large("b"))
    assert [[each.name for each in cluster.state(on).pods] for on in cluster.nodes] == [["a"], []]
    assert cluster.state(cluster.nodes[0]).requested["cpu"] == 3000


def test_a_pod_that_fits_nowhere_changes_nothing_for_the_next():
    cluster = snapshot(node("n1", allocatable={"cpu": "1"}), node("n2", allocatable={"cpu": "1"}))
    ties = Ties(cluster)
    assert not ties.attempt(large("a"))[1]
    assert set(ties.attempt(pod("b"))[1]) == {"n1", "n2"}


def test_more_choices_than_are_kept_still_give_winners_that_are_nodes():
    cluster = snapshot(*(node(f"n{index}") for index in range(MOST_VARIANTS + 4)))
    ties = Ties(cluster)
    first = large("a")
    _, winners = ties.attempt(first)
    assert len(winners) == MOST_VARIANTS + 4
    bind(ties, cluster, first, "n0")
    assert set(ties.attempt(large("b"))[1]) == set(cluster.by_name)
