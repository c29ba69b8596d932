from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.rollout.simulation import Simulation
from tests.rollout.nodes import NEWEST, ON_DELETE, REFUSAL, Quota, Roomy, course, node, nodes, rolling, told


def test_half_of_the_nodes_at_a_time() -> None:
    found = course(nodes(5, "old ready"), rolling("50%"))
    assert told(found) == [
        "update: 2 old ready, 3 old ready terminating",
        "kill: 3 new unready, 2 old ready",
        "ready: 3 new ready, 2 old ready terminating",
        "kill: 3 new ready, 2 new unready",
        "ready: 5 new ready",
    ]
    assert found.waves == [3, 2]
    assert found.finished


def test_nothing_happens_on_delete() -> None:
    found = course(nodes(3, "old ready"), ON_DELETE)
    assert told(found) == ["update: 3 old ready"]
    assert not found.finished


def test_on_delete_fills_empty_nodes_with_the_new_template() -> None:
    found = course([*nodes(2, "old ready"), node("n9")], ON_DELETE)
    assert told(found) == ["update: 1 new unready, 2 old ready", "ready: 1 new ready, 2 old ready"]


def test_a_broken_node_stalls_a_budget_of_one() -> None:
    found = course([node("n0", "old ready", broken=True), *nodes(2, "old ready")], rolling(1))
    assert told(found)[-1] == "kill: 1 new unready, 2 old ready"
    assert not found.finished


def test_pods_on_nodes_that_no_longer_match_go_at_once_and_outside_the_budget() -> None:
    leaving = [node(f"x{index}", "old ready", run=False, stay=False) for index in range(4)]
    found = course([*leaving, *nodes(2, "old ready")], rolling(1))
    assert told(found)[0] == "update: 2 old ready, 4 old ready terminating"
    assert found.finished


def test_nodes_that_lost_their_pod_hold_the_update_back_until_it_is_gone() -> None:
    leaving = node("x", "old ready", run=False, stay=False)
    found = course([leaving, *nodes(2, "old ready")], rolling(1))
    assert told(found)[1] == "kill: 1 old ready, 1 old ready terminating"


def test_a_pod_that_may_stay_is_a_candidate_and_is_not_replaced() -> None:
    found = course([node("tainted", "old ready", run=False), node("n1", "old ready")], rolling(1))
    assert told(found)[-1] == "ready: 1 new ready"
    assert found.waves == [1, 1]


@pytest.mark.parametrize(
    ("version", "first"),
    [
        ("1.36", "update: 2 old ready, 2 old unready terminating"),
        ("1.30", "update: 2 old ready, 2 old unready terminating"),
        ("1.27", "update: 2 old ready terminating, 2 old unready terminating"),
        ("1.20", "update: 2 old ready, 2 old unready terminating"),
    ],
)
def test_unready_old_pods_go_for_free_and_take_the_budget_by_version(version: str, first: str) -> None:
    of = [*nodes(2, "old ready"), node("x0", "old unready"), node("x1", "old unready")]
    assert told(course(of, rolling(2), release=Release.of(version)))[0] == first


def test_a_second_update_takes_exactly_the_pods_that_are_not_ready() -> None:
    of = [*nodes(10, "old ready"), *(node(f"x{index}", "old unready") for index in range(10))]
    assert told(course(of, rolling(9)))[0] == "update: 10 old ready, 10 old unready terminating"


def test_a_larger_budget_takes_one_ready_pod_with_the_unready_ones() -> None:
    of = [*nodes(10, "old ready"), *(node(f"x{index}", "old unready") for index in range(10))]
    assert (
        told(course(of, rolling(11)))[0] == "update: 9 old ready, 1 old ready terminating, 10 old unready terminating"
    )


def test_surge_makes_the_new_pod_before_the_old_one_goes() -> None:
    found = course(nodes(2, "old ready"), rolling(0, 1))
    assert told(found) == [
        "update: 1 new unready, 2 old ready",
        "ready: 1 new ready, 1 new unready, 1 old ready, 1 old ready terminating",
        "kill: 1 new ready, 1 new unready, 1 old ready",
        "ready: 2 new ready, 1 old ready terminating",
        "kill: 2 new ready",
    ]


def test_a_surge_pod_that_finds_no_room_beside_the_old_one_waits_for_ever() -> None:
    found = course(nodes(3, "old ready"), rolling(0, 1), Roomy(full=("n00", "n01", "n02")))
    assert told(found) == ["update: 1 new pending, 3 old ready"]


def test_surging_an_unready_old_pod_makes_room_at_once() -> None:
    found = course([node("n0", "old unready")], rolling(0, 1), Roomy(full=("n0",)))
    assert told(found)[-1] == "ready: 1 new ready"
    assert found.finished


@pytest.mark.parametrize(
    ("version", "last"),
    [("1.36", "kill: 1 new ready"), ("1.27", "kill: 1 new pending, 1 new ready, 1 old ready")],
)
def test_surging_a_node_that_may_only_keep_its_pod_loses_it_at_the_end_by_version(version: str, last: str) -> None:
    two = [node("n0", "old ready"), node("n9", "old ready", run=False)]
    found = course(two, rolling(0, 1), Roomy(small=("n9",)), Release.of(version))
    assert told(found)[-1] == last


def test_a_pending_pod_is_gone_at_once_when_it_is_deleted() -> None:
    found = course([node("n0", "old pending")], rolling(1), Roomy(small=("n0",)))
    assert told(found) == ["update: 1 new pending"]


def test_a_pending_pod_is_tried_again_on_the_nodes_as_they_now_are() -> None:
    assert told(course([node("n0", "old pending")], ON_DELETE)) == ["update: 1 old unready"]


def test_a_new_pod_that_does_not_fit_keeps_its_share_of_the_budget() -> None:
    found = course(nodes(3, "old ready"), rolling(2), Roomy(small=("n00", "n01")))
    assert told(found)[-1] == "kill: 2 new pending, 1 old ready"


def test_an_unchanged_template_lets_unready_pods_get_ready() -> None:
    assert told(course([node("n0", "new ready"), node("n1", "new unready")], rolling(1))) == [
        "update: 1 new ready, 1 new unready",
        "ready: 2 new ready",
    ]


def test_fifteen_thousand_nodes_one_by_one() -> None:
    found = Simulation(nodes(15_000, "old ready"), rolling(1), NEWEST, Roomy()).run()
    assert len(found.waves) == 15_000
    assert found.finished


def test_nothing_ends_or_starts_on_a_node_whose_kubelet_is_silent() -> None:
    found = course([node("n0", "old unready", silent=True), *nodes(2, "old ready")], rolling(1))
    assert told(found) == ["update: 2 old ready, 1 old unready terminating"]
    assert (found.down_before, found.down_in_the_end) == (1, 1)


def test_nodes_without_an_available_pod_are_counted_turn_by_turn() -> None:
    found = course([*nodes(4, "old ready"), node("x", "old unready"), node("empty")], rolling(2))
    assert (found.down_before, found.down_at_worst, found.down_in_the_end) == (1, 2, 0)


def test_an_update_whose_pods_are_refused_takes_the_budget_and_stops() -> None:
    found = course(nodes(4, "old ready"), rolling(2), quota=Quota(0))
    assert told(found) == ["update: 2 old ready, 2 old ready terminating", "kill: 2 old ready"]
    assert (found.finished, found.refusal, found.waves) == (False, REFUSAL, [2])


def test_unready_old_pods_go_with_the_first_ones_though_new_pods_are_refused() -> None:
    found = course([node("x", "old unready"), *nodes(3, "old ready")], rolling(2), quota=Quota(0))
    assert told(found)[-1] == "kill: 2 old ready"


@pytest.mark.parametrize(
    ("version", "replaced", "left"), [("1.20", 3, 3), ("1.21", 4, 2), ("1.29", 4, 2), ("1.30", 3, 3)]
)
def test_more_unready_old_pods_than_the_budget_all_go_at_once_though_new_pods_are_refused(
    version: str, replaced: int, left: int
) -> None:
    """In the recordings (rollout-0010), from 1.21 to 1.29 the whole budget goes on top of them."""
    of = [*(node(f"x{index}", "old unready") for index in range(3)), *nodes(3, "old ready")]
    found = course(of, rolling(1), release=Release.of(version), quota=Quota(0))
    assert told(found)[-1] == f"kill: {left} old ready"
    assert (found.waves, found.down_before, found.down_at_worst) == ([replaced], 3, replaced)
    assert (found.finished, found.refusal) == (False, REFUSAL)


def test_a_node_without_its_pod_stops_an_update_whose_pods_are_refused_before_it_begins() -> None:
    of = [node("empty"), node("x", "old unready"), *nodes(2, "old ready")]
    assert told(course(of, rolling(3), quota=Quota(0))) == ["update: 2 old ready, 1 old unready"]
    of = [node("empty"), *nodes(2, "old ready")]
    assert told(course(of, rolling(0, 2), quota=Quota(0))) == ["update: 2 old ready"]


def test_pods_that_must_go_are_deleted_though_new_ones_are_refused() -> None:
    of = [node("empty"), node("x", "old ready", run=False, stay=False), node("n1", "old ready")]
    assert told(course(of, rolling(1), quota=Quota(0)))[-1] == "kill: 1 old ready"


def test_a_surge_whose_pods_are_refused_takes_no_pod_away() -> None:
    found = course([node("x", "old unready"), *nodes(3, "old ready")], rolling(0, 2), quota=Quota(0))
    assert told(found) == ["update: 3 old ready, 1 old unready"]
    assert (found.refusal, found.waves, found.replaced) == (REFUSAL, [], 0)


def test_a_surge_goes_on_as_its_deletions_make_room_for_new_pods() -> None:
    found = course(nodes(3, "old ready"), rolling(0, 3), quota=Quota(1, worth=1))
    assert told(found)[:3] == [
        "update: 1 new unready, 3 old ready",
        "ready: 1 new ready, 2 old ready, 1 old ready terminating",
        "kill: 1 new ready, 1 new unready, 2 old ready",
    ]
    assert (found.finished, found.refusal, found.waves) == (True, None, [1, 1, 1])


def test_replacements_that_are_accepted_start_and_one_that_is_refused_stops_the_update() -> None:
    found = course(nodes(5, "old ready"), rolling(2), quota=Quota(1))
    assert told(found)[1:] == ["kill: 1 new unready, 3 old ready", "ready: 1 new ready, 3 old ready"]
    assert not found.finished


def test_a_deleted_pod_makes_room_for_its_replacement() -> None:
    found = course(nodes(3, "old ready"), rolling(1), quota=Quota(0, worth=1))
    assert (found.finished, found.refusal) == (True, None)
