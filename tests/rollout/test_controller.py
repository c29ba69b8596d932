from __future__ import annotations

import pytest

from dslint.rollout.controller import Controller
from tests.rollout.nodes import NEWEST, ON_DELETE, node, nodes, rolling


def synced(of, strategy):
    """What one sync makes and deletes."""
    found = Controller(of, strategy, NEWEST).sync()
    return len(found.create), len(found.delete)


def test_every_empty_node_gets_a_pod() -> None:
    assert synced(nodes(5), rolling()) == (5, 0)


def test_a_sync_counts_the_nodes_that_it_replaces_and_those_within_the_budget() -> None:
    three = [node("n0", "old unready"), *nodes(2, "old ready")]
    for of, replacing, chosen in ((nodes(5), 0, 0), (nodes(3, "old ready"), 2, 2), (three, 2, 1)):
        found = Controller(of, rolling(2), NEWEST).sync()
        assert (found.replacing, found.chosen) == (replacing, chosen)


def test_existing_pods_are_counted_node_by_node() -> None:
    five = [
        node("n0"),
        node("n1", "old ready"),
        node("n2", "old ready", "old ready"),
        node("n3", *["old ready"] * 5),
        node("n4"),
    ]
    assert synced(five, ON_DELETE) == (2, 5)


def test_a_surge_in_use_still_fills_a_node_whose_only_pod_is_going() -> None:
    two = [node("n0", "old ready", "new unready"), node("n4", "old ready terminating")]
    assert synced(two, rolling(0, 1)) == (1, 0)


@pytest.mark.parametrize(
    ("oldest", "deleted"), [("old ready", ["old ready"]), ("old unready", ["old ready", "old unready"])]
)
def test_surging_a_node_with_two_old_pods_keeps_the_oldest_if_it_is_ready(oldest: str, deleted: list[str]) -> None:
    crowded = node("n1", oldest, "old ready", "new unready")
    five = [node("n0"), crowded, node("n2", "old ready"), node("n3"), node("n4")]
    found = Controller(five, rolling(0, 1), NEWEST).sync()
    assert len(found.create) == 3
    assert [str(pod) for _, pod in found.delete] == deleted
    assert any(pod is crowded.pods[0] for _, pod in found.delete) is (oldest == "old unready")


def test_no_more_than_a_burst_is_made_or_deleted_in_a_sync() -> None:
    assert synced(nodes(400), rolling()) == (250, 0)
    assert synced(nodes(400, "old ready"), rolling("100%")) == (0, 250)
    for strategy, done in ((rolling(0, "100%"), (250, 0)), (rolling("100%"), (0, 250))):
        assert synced([*nodes(400, "old ready"), *nodes(100, "old unready")], strategy) == done


def test_candidates_go_by_rank() -> None:
    three = nodes(3, "old ready")
    for rank, each in enumerate(reversed(three)):
        each.rank = rank
    controller = Controller(three, rolling(2), NEWEST)
    assert [each.name for each, _ in controller.sync().delete] == ["n02", "n01"]


def test_unavailable_nodes_take_the_budget_and_the_controller_says_so() -> None:
    three = [node("n0", "new unready"), node("n1", "old ready"), node("n2", "old ready terminating")]
    controller = Controller(three, rolling(2), NEWEST)
    assert controller.taken == 2
    assert controller.sync().idle


def test_a_refused_pod_is_tried_again_only_when_asked_for_and_holds_the_update_back() -> None:
    empty, running = node("n0"), node("n1", "old ready")
    controller = Controller([empty, running], rolling(), NEWEST)
    assert controller.sync().create == [empty]
    controller.refuse(empty, surging=False)
    assert controller.sync().idle
    controller.try_refused_again()
    assert controller.sync().create == [empty]


def test_a_refused_surge_pod_comes_first_when_it_is_tried_again() -> None:
    two = nodes(2, "old ready")
    for rank, each in enumerate(two):
        each.rank = rank
    controller = Controller(two, rolling(0, 1), NEWEST)
    assert controller.sync().create == two[:1]
    controller.refuse(two[0], surging=True)
    assert controller.sync().idle
    controller.try_refused_again()
    assert controller.sync().create == two[:1]
