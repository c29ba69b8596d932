"""Whether going back to the old template restores the pods."""

from __future__ import annotations

from typing import Any

from dslint.rollout.rollback import rollback
from tests.rollout.clusters import daemonset, node, nodes, scenario, update

COMMAND = "roll back: kubectl rollout undo daemonset/agent -n default (dslint rollout undo --nodes shows the effect)"
OLD, NEW = daemonset(), daemonset("agent:2")


def offered(on: list[dict], new: dict = NEW, **options: Any) -> str:
    change, present, now = update(OLD, new, on, **options)
    made = scenario(change, present, now)
    return rollback(made, made.play(change.injected))


def test_the_old_pods_come_back_where_the_new_version_is_broken() -> None:
    assert offered(nodes(4), broken=["n01", "n02", "n03", "n04"]) == COMMAND


def test_a_node_that_is_down_already_is_not_the_rollbacks_fault() -> None:
    on = nodes(4)
    on[0]["status"]["conditions"] = [{"type": "Ready", "status": "False"}]
    assert offered(on, broken=["n02"]) == COMMAND


def test_nodes_that_change_with_the_update_leave_it_open() -> None:
    taint = {"key": "x", "effect": "NoSchedule"}
    assert offered(nodes(4), after=[*nodes(3), node("n04", taints=[taint])], broken=["n02"]) == ""
    assert offered(nodes(4), after=nodes(4, pool="a"), broken=["n02"]) == ""
