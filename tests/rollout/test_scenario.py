"""A rollout played in one order or another, with one budget or another; the snapshot stays as it was."""

from __future__ import annotations

import pytest

from dslint.rollout.existing_pods import NO_FAULTS, FaultInjection
from dslint.rollout.scenario import Scenario
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling, scenario, update

OLD, NEW = daemonset(), daemonset("agent:2")


def of(new: dict = NEW, old: dict | None = OLD, on: list[dict] | None = None, **more) -> Scenario:
    return scenario(*update(old, new, on or nodes(3), **more))


def test_in_the_end_every_node_is_updated_and_the_snapshot_is_as_before() -> None:
    made = of()
    played = made.play(NO_FAULTS)
    assert played.updated == 3
    assert played.course.finished
    assert played.down_before == frozenset()
    assert list(made.snapshot.pods()) == []


def first_taken(made: Scenario, order) -> tuple[str, ...]:
    steps = made.play(NO_FAULTS, order, trace=True).course.steps
    return steps[0].states["old ready terminating"]


def test_nodes_are_taken_by_name_or_in_the_order_given_with_names_among_equals() -> None:
    made = of()
    assert first_taken(made, None) == ("n01",)
    assert first_taken(made, lambda node: -int(node.name[1:])) == ("n03",)
    assert first_taken(made, lambda node: node.name == "n01") == ("n02",)


@pytest.mark.parametrize(("order", "updated"), [(1, 1), (-1, 3)])
def test_a_broken_node_stalls_early_or_late_by_the_order(order: int, updated: int) -> None:
    broken = FaultInjection(broken=frozenset({"n01"}))
    assert of().play(broken, lambda node: order * int(node.name[1:])).updated == updated


def test_nodes_that_are_down_before_are_named() -> None:
    played = of().play(FaultInjection(unready=frozenset({"n02"})))
    assert played.down_before == {"n02"}


def test_bad_everywhere_stalls_with_the_budget_used_up() -> None:
    played = of(daemonset("agent:2", strategy=rolling(2)), on=nodes(5)).play_bad_everywhere(NO_FAULTS)
    assert (played.updated, played.course.finished) == (2, False)


def test_room_makes_no_difference_where_no_new_pod_gets_ready() -> None:
    played = of(daemonset("agent:2", cpu="9")).play_bad_everywhere(NO_FAULTS)
    assert "new pending" not in {str(pod) for node in played.nodes for pod in node.pods}


@pytest.mark.parametrize(
    ("strategy", "unavailable", "surge"), [(rolling(1), 7, 0), (SURGE, 0, 7)], ids=["unavailable", "surge"]
)
def test_another_budget_is_put_where_the_strategy_has_its_own(strategy: dict, unavailable: int, surge: int) -> None:
    counts = of(daemonset("agent:2", strategy=strategy)).with_budget(7).strategy.counts(10)
    assert (counts.unavailable, counts.surge) == (unavailable, surge)


def test_obstacles_are_nodes_without_room_and_broken_ones() -> None:
    on = [node("n01", "1"), node("n02"), node("n03")]
    found = of(daemonset("agent:2", cpu="2"), on=on).obstacles(FaultInjection(broken=frozenset({"n03"})))
    assert list(found) == ["n01", "n03"]
    assert [reason.event for reason in found["n01"]] == ["Insufficient cpu"]
    assert found["n03"] == ()


@pytest.mark.parametrize(("strategy", "hindered"), [(rolling(1), False), (SURGE, True)], ids=["in place", "surge"])
def test_only_a_surging_pod_must_fit_beside_the_old_one(strategy: dict, hindered: bool) -> None:
    old, new = (daemonset(image, cpu="3", strategy=strategy) for image in ("agent:1", "agent:2"))
    assert bool(of(new, old).obstacles(NO_FAULTS)) is hindered


@pytest.mark.parametrize(("version", "names"), [("1.36", []), ("1.25", ["n02"])])
def test_up_to_1_27_a_surge_goes_to_nodes_that_may_only_keep_their_pod(version: str, names: list[str]) -> None:
    taint = {"key": "x", "effect": "NoSchedule"}
    made = of(
        daemonset("agent:2", strategy=SURGE),
        on=nodes(2),
        after=[node("n01"), node("n02", taints=[taint])],
        version=version,
    )
    assert list(made.obstacles(FaultInjection(broken=frozenset({"n02"})))) == names


@pytest.mark.parametrize(
    ("old", "new", "rolls"),
    [
        (OLD, NEW, True),
        (OLD, OLD, False),
        (OLD, daemonset("agent:2", strategy={"type": "OnDelete"}), False),
        (None, NEW, False),
    ],
    ids=["changed", "the same", "on delete", "first installation"],
)
def test_it_rolls_where_old_pods_are_there_that_the_strategy_replaces(old, new, rolls: bool) -> None:
    assert of(new, old).rolls is rolls


def test_pods_with_anti_affinity_matter_to_each_other() -> None:
    term = {"topologyKey": "zone", "labelSelector": {"matchLabels": {"app": "agent"}}}
    affinity = {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}
    assert of().local
    assert not of(daemonset("agent:2", affinity=affinity)).local
