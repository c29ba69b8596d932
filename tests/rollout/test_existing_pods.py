"""The pods from before an update: their state, which stays of several, and which the controller leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import DaemonSet
from dslint.placement.strategy import strategy_of
from dslint.rollout.existing_pods import (
    ExistingPod,
    FaultInjection,
    NodesAndDecisions,
    daemon_nodes,
    pods_that_stay,
    precedence,
)
from tests.rollout.clusters import daemonset, nodes, pod_of, update
from tests.rollout.nodes import NEWEST


def existing(name: str = "a", *, new: bool = False, **fields: Any) -> ExistingPod:
    spec = pod_of(daemonset(), NEWEST).spec
    return ExistingPod(Pod("default", name, {"app": "agent"}, spec, **{"node": "n01", **fields}), "n01", new)


def states(*items: ExistingPod, unready: bool = False) -> list[str]:
    change, _, snapshot = update(daemonset(), daemonset(), nodes(1))
    decisions = strategy_of(DaemonSet.of(change.new, NEWEST), change.pod, snapshot).decide()
    context = NodesAndDecisions(snapshot.nodes, decisions, {}, NEWEST)
    found = daemon_nodes(items, context, FaultInjection(frozenset({"n01"} if unready else ())))
    return [str(pod) for node in found for pod in node.pods]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (existing(), "old ready"),
        (existing(new=True, ready=False), "new unready"),
        (existing(phase="Failed"), "old unready"),
        (existing(phase="Succeeded"), "old unready"),
        (existing(terminating=True), "old ready terminating"),
        (existing(node=""), "old pending"),
    ],
)
def test_a_pod_has_the_state_that_its_status_says(item: ExistingPod, expected: str) -> None:
    assert states(item) == [expected]


def test_a_pod_said_to_be_unready_is() -> None:
    assert states(existing(), unready=True) == ["old unready"]


def test_of_several_pods_a_bound_one_stays_then_the_oldest_then_by_name() -> None:
    items = [
        existing("d", node=""),
        existing("c", created="2026-01-02T00:00:00Z"),
        existing("b", created="2026-01-01T00:00:00Z"),
        existing("a", created="2026-01-02T00:00:00Z"),
    ]
    assert [item.pod.name for item in sorted(items, key=precedence)] == ["b", "a", "c", "d"]


@pytest.mark.parametrize(
    ("items", "rolls", "expected"),
    [
        ([existing("a"), existing("b", new=True)], True, ["b"]),
        ([existing("a"), existing("b", new=True)], False, ["a"]),
        ([existing("a")], True, []),
        ([existing("a", new=True, terminating=True)], True, []),
        ([existing("a", phase="Failed")], False, []),
        ([existing("a", node="")], False, []),
    ],
)
def test_a_node_keeps_one_live_pod_that_nothing_replaces(
    items: list[ExistingPod], *, rolls: bool, expected: list[str]
) -> None:
    assert [pod.name for pod in pods_that_stay(items, rolls=rolls)] == expected
