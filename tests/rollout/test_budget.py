from __future__ import annotations

import json

import pytest

from dslint.kubernetes.release import Release
from dslint.rollout.budget import Counts, Strategy, scaled

NEWEST = Release.of("1.36")


def daemonset(**spec):
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": spec}


def rolling(**rolling_update):
    return daemonset(updateStrategy={"type": "RollingUpdate", "rollingUpdate": rolling_update})


@pytest.mark.parametrize(
    ("value", "total", "nodes"),
    [
        (3, 10, 3),
        ("33%", 10, 4),
        ("50%", 2, 1),
        ("50%", 3, 2),
        ("100%", 2, 2),
        ("0%", 7, 0),
        ("5%", 288, 15),
        ("10%", 0, 0),
        ("34%", 100, 34),
    ],
)
def test_percentages_of_the_desired_nodes_round_up(value: int | str, total: int, nodes: int) -> None:
    assert scaled(value, total) == nodes


@pytest.mark.parametrize("value", ["201-31", "", "%", "-5%", "1e3", "\u0661%"])
def test_a_string_that_is_no_percentage_counts_for_no_node(value: str) -> None:
    assert scaled(value, 10) == 0


@pytest.mark.parametrize(("desired", "unavailable"), [(1, 1), (5, 1), (0, 0)])
def test_both_zero_means_one_unavailable_node_where_there_is_any(desired: int, unavailable: int) -> None:
    strategy = Strategy.of(rolling(maxUnavailable=0, maxSurge=0), NEWEST)
    assert strategy.counts(desired) == Counts(unavailable, 0)


def test_surge_drives_the_update_where_it_is_not_zero() -> None:
    counts = Strategy.of(rolling(maxUnavailable=0, maxSurge="50%"), NEWEST).counts(3)
    assert counts == Counts(0, 2)
    assert counts.value == 2


def test_without_the_gate_of_surge_the_field_is_not_there() -> None:
    strategy = Strategy.of(rolling(maxUnavailable=0, maxSurge=1), Release.of("1.21"))
    assert strategy.counts(4) == Counts(1, 0)


def test_before_1_6_every_daemonset_updates_on_delete() -> None:
    strategy = Strategy.of(rolling(maxUnavailable=2), Release.of("1.5"))
    assert not strategy.rolls
    assert strategy.min_ready_seconds == 0


def test_an_unset_budget_is_one_node_and_no_surge() -> None:
    strategy = Strategy.of(daemonset(updateStrategy={"type": "RollingUpdate"}, minReadySeconds=5), NEWEST)
    assert strategy.rolls
    assert (strategy.max_unavailable, strategy.max_surge, strategy.min_ready_seconds) == (1, 0, 5)


@pytest.mark.parametrize(("kind", "rolls"), [("OnDelete", False), ("RollingUpdate", True), (None, False)])
def test_only_a_rolling_update_rolls(kind: str | None, rolls: bool) -> None:
    read = json.loads(json.dumps(daemonset(updateStrategy={"type": kind})))
    assert Strategy.of(read, NEWEST).rolls is rolls
