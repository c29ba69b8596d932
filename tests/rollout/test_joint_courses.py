"""Orders in which controllers take nodes, and the courses that come of them."""

from __future__ import annotations

from dslint.rollout.joint_courses import (
    FIRST_DRAWS,
    MOST_DRAWS,
    JointScenario,
    Order,
    chosen_results,
    drawn_results,
    likeliest,
)
from dslint.rollout.rollout_plan import scenario_of
from dslint.rollout.state import DaemonNode
from tests.rollout.clusters import daemonset, members, nodes, rolling, swap


class Begun:
    """Counts the courses that begin."""

    count = 0

    def __call__(self) -> None:
        self.count += 1


def joint_scenario_of(changes: list[tuple[dict, dict]], on: list[dict]) -> tuple[JointScenario, Begun]:
    found, snapshot = members(changes, on)
    begun = Begun()
    scenarios = [scenario_of(member.change, member.present, snapshot) for member in found]
    return JointScenario(found, scenarios, snapshot, (), begin=begun, trace=True), begun


def by_chance() -> tuple[JointScenario, Begun]:
    """Two DaemonSets that exchange their ports one node after the other: whether they complete is chance."""
    return joint_scenario_of(swap(rolling(1), rolling(1)), nodes(3))


def without_contention() -> tuple[JointScenario, Begun]:
    return joint_scenario_of(
        [(daemonset(name=name), daemonset("agent:2", name=name)) for name in ("one", "two")], nodes(2)
    )


def test_orders_by_name_opposed_drawn_and_with_stuck_nodes_last() -> None:
    some = [DaemonNode(f"n{rank}", should_run=True, should_continue=True, rank=rank) for rank in range(4)]

    def taken(order: Order, member: int) -> str:
        return "".join(node.name[1] for node in order.of(some, member))

    assert [taken(Order(), member) for member in range(2)] == ["0123", "0123"]
    assert [taken(Order(opposed=True), member) for member in range(2)] == ["0123", "3210"]
    stuck = frozenset({"n1"})
    assert taken(Order(stuck=stuck), 0) == "1023"
    assert taken(Order(stuck=stuck, stuck_first=False), 0) == "0231"
    drawn = {taken(Order(seed=seed), member) for seed in range(FIRST_DRAWS) for member in range(2)}
    assert len(drawn) > FIRST_DRAWS // 2
    assert taken(Order(seed=1), 0) == taken(Order(seed=1), 0)


def test_controllers_that_take_the_same_nodes_complete_and_opposed_ones_wait_for_each_other() -> None:
    joint, begun = by_chance()
    same, opposed = joint.play(Order()), joint.play(Order(opposed=True))
    assert begun.count == 2
    assert (same.contended, opposed.contended) == (False, True)
    assert (same.end(), same.stuck()) == ((3, 3), frozenset())
    assert opposed.end() == (1, 1)
    assert opposed.stuck() == {"n01", "n03"}
    assert opposed.waiting_for("default/one", ["default/one", "default/two"]) == {"default/two"}


def test_the_same_order_is_the_same_course_though_another_one_was_played_between() -> None:
    joint, _ = by_chance()
    plays = [joint.play(order) for order in (Order(), Order(opposed=True), Order())]
    assert plays[0].course() == plays[2].course() != plays[1].course()


def test_a_course_that_nobody_hinders_ends_with_all_new_pods_bound() -> None:
    play = without_contention()[0].play(Order())
    assert not play.contended
    assert (play.end(), len(play.bound), play.ended, play.evicted) == ((2, 2), 4, (), {})


def test_stuck_nodes_are_taken_first_and_last_in_the_chosen_courses() -> None:
    joint, begun = by_chance()
    first = [joint.play(Order()), joint.play(Order(opposed=True))]
    assert [bool(play.stuck()) for play in first] == [False, True]
    assert len(list(chosen_results(joint, first))) == 4
    assert begun.count == 6


def test_more_courses_are_drawn_where_they_end_differently() -> None:
    assert len(list(drawn_results(by_chance()[0], []))) == MOST_DRAWS
    assert len(list(drawn_results(without_contention()[0], []))) == FIRST_DRAWS


def test_the_likeliest_course_is_the_most_frequent_one_as_it_came_first() -> None:
    joint, _ = by_chance()
    rare, frequent, again = (joint.play(Order(opposed=opposed)) for opposed in (False, True, True))
    assert likeliest([rare, frequent, again]) is frequent
