"""dslint.plan_fleet: what Python programs call."""

from __future__ import annotations

import pytest

import dslint
from dslint.inventory.errors import InventoryError
from tests.planning.nodes import daemonset, node


def test_a_fleet_is_planned_from_objects() -> None:
    report = dslint.plan_fleet(
        [daemonset()], inventories={"prod": [node("n1"), node("n2")], "dev": [node("n1")]}, jobs=1
    )
    assert isinstance(report, dslint.PlanReport)
    assert {plan.cluster: plan.workloads[0].bound for plan in report.plans} == {"prod": 2, "dev": 1}


def test_the_arguments_of_plan_count_for_each_cluster() -> None:
    report = dslint.plan_fleet(
        [daemonset(hostPID=True)],
        inventories={"a": [node("n1")], "b": [node("n1"), node("n2")]},
        baseline=[daemonset()],
        kubernetes_version="1.35",
        broken=["n1"],
        trace=True,
        jobs=1,
    )
    assert [plan.kubernetes_version for plan in report.plans] == ["1.35", "1.35"]
    rollouts = [plan.workloads[0].rollout for plan in report.plans]
    assert [bool(rollout and rollout.blocked) for rollout in rollouts] == [False, True]
    assert all(rollout and rollout.steps for rollout in rollouts)


def test_no_clusters_are_refused_and_no_plan_is_an_error() -> None:
    with pytest.raises(ValueError, match="no clusters"):
        dslint.plan_fleet([daemonset()], inventories={})
    with pytest.raises(TypeError, match="for each cluster by its name"):
        dslint.plan_fleet([daemonset()], inventories=["nodes.yaml"])  # type: ignore[arg-type]
    with pytest.raises(InventoryError, match="cluster a"):
        dslint.plan_fleet([daemonset()], inventories={"a": "/nowhere"})
