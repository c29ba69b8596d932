from __future__ import annotations

import pytest

import dslint
from dslint.plans import Unavailable
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling, rollout

ZONE = "topology.kubernetes.io/zone"


def zoned() -> list[dict]:
    """Six nodes of zone a and two of zone b."""
    return [node(f"{zone}{index}", **{ZONE: zone}) for zone, count in (("a", 6), ("b", 2)) for index in range(count)]


def unavailable(new: dict, **injected) -> Unavailable:
    return rollout(daemonset(), new, zoned(), **injected).unavailable


def shares(found: Unavailable) -> dict[str, tuple[int, int]]:
    return {zone.name: (zone.down, zone.of) for zone in found.zones}


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (rolling(1), {"b": (1, 2), "a": (1, 6)}),
        (rolling(3), {"b": (2, 2), "a": (3, 6)}),
        (SURGE, {"a": (0, 6), "b": (0, 2)}),
        ({"type": "OnDelete"}, {"a": (0, 6), "b": (0, 2)}),
    ],
)
def test_at_worst_the_whole_budget_falls_into_one_zone(strategy: dict, expected: dict) -> None:
    found = shares(unavailable(daemonset("agent:2", strategy=strategy)))
    assert list(found.items()) == list(expected.items())


def test_nodes_that_are_down_already_count_in_their_zone() -> None:
    found = unavailable(daemonset("agent:2", strategy=rolling(1)), unready=["a0", "a1", "a2"])
    assert shares(found)["a"] == (3, 6)
    assert (found.before, found.at_worst, found.in_the_end) == (3, 3, 0)


def test_before_1_30_the_budget_comes_on_top_of_what_is_down_already() -> None:
    found = unavailable(daemonset("agent:2", strategy=rolling(1)), unready=["a0", "a1"], version="1.27")
    assert shares(found)["a"] == (3, 6)
    assert found.at_worst == 3


@pytest.mark.parametrize(
    ("strategy", "down", "updated"), [(rolling("25%"), 2, 2), (rolling("100%"), 8, 8), (SURGE, 0, 1)]
)
def test_a_version_that_is_bad_everywhere_stalls_with_the_budget_down(strategy: dict, down: int, updated: int) -> None:
    found = unavailable(daemonset("agent:2", strategy=strategy)).if_bad_everywhere
    assert (found.down, found.of, found.updated) == (down, 8, updated)


def test_where_nothing_rolls_a_bad_version_harms_nobody() -> None:
    assert unavailable(daemonset("agent:2", strategy={"type": "OnDelete"})).if_bad_everywhere is None
    assert unavailable(daemonset(strategy=rolling(2))).if_bad_everywhere is None


def test_nodes_without_a_zone_are_in_none() -> None:
    assert rollout(daemonset(), daemonset("agent:2"), nodes(2)).unavailable.zones == ()


def test_unavailable_nodes_are_counted_before_at_worst_and_in_the_end() -> None:
    found = unavailable(daemonset("agent:2", strategy=rolling(2)), unready=["a3"])
    assert (found.before, found.at_worst, found.in_the_end) == (1, 2, 0)


def test_a_rollout_without_old_pods_cannot_be_bad_everywhere() -> None:
    assert rollout(None, daemonset("agent:2"), nodes(4)).unavailable.if_bad_everywhere is None


@pytest.mark.parametrize(
    ("served", "unavailable", "at_worst", "zone"),
    [(8, "75%", 8, (7, 7)), (18, "75%", 15, (15, 17)), (12, "50%", 10, (10, 11))],
)
def test_no_zone_is_worse_than_all_nodes_if_the_pods_of_new_nodes_are_ready_first(
    served: int, unavailable: str, at_worst: int, zone: tuple[int, int]
) -> None:
    on = [node(f"n{index:02}", **{ZONE: "a" if index < served - 1 else "b"}) for index in range(served + 2)]
    on = on if served != 12 else [*on, *(node(f"m{index}", **{ZONE: "b"}) for index in range(6))]
    new = daemonset("agent:2", strategy=rolling(unavailable))
    plan = dslint.plan([new], inventory=on[:served], inventory_after=on, baseline=[daemonset()])
    rollout_ = plan.workloads[0].rollout
    assert rollout_ is not None
    assert rollout_.unavailable is not None
    assert (rollout_.unavailable.at_worst, shares(rollout_.unavailable)["a"]) == (at_worst, zone)


def test_new_nodes_whose_pods_never_run_take_up_their_part_of_the_budget() -> None:
    on = [node(f"n{index}", cpu="4" if index < 4 else "50m") for index in range(6)]
    new = daemonset("agent:2", strategy=rolling(3))
    plan = dslint.plan([new], inventory=on[:4], inventory_after=on, baseline=[daemonset()])
    assert plan.workloads[0].rollout.unavailable.at_worst == 1


def test_no_zone_is_worse_than_the_whole_cluster() -> None:
    """The pods of the two new nodes never get ready: they hold a part of the budget."""
    before = [node(f"a{index}", **{ZONE: "a"}) for index in range(6)]
    after = [*before, *(node(f"b{index}", **{ZONE: "b"}) for index in range(2))]
    to = daemonset("agent:2", strategy=rolling(4))
    found = rollout(daemonset(), to, before, after=after, broken=["b0", "b1"]).unavailable
    assert found.at_worst == 2
    assert shares(found)["a"] == (2, 6)
