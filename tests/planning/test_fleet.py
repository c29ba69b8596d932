"""Several clusters in one plan."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dslint.engine import plan_versions
from dslint.inventory.errors import InventoryError
from dslint.inventory.what_if_operations import WhatIfError
from dslint.planning import fleet
from dslint.plans import Plan, PlanReport
from tests.planning.nodes import daemonset, node

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
"""The tests may run in a process with threads."""

SPOT = {"key": "spot", "effect": "NoSchedule"}
SMALL, LARGE = [node("n1")], [node("n1"), node("n2"), node("s1", SPOT)]


def planned(inventories: Mapping[str, Sequence[Any]], *, jobs: int = 1, **options: Any) -> PlanReport:
    return plan_versions([daemonset()], inventories=inventories, jobs=jobs, **options)


def bound(plan: Plan) -> tuple[str, int]:
    return plan.cluster, plan.workloads[0].bound


def old(version: str) -> dict[str, Any]:
    found = node("n1")
    found["status"]["nodeInfo"] = {"kubeletVersion": version}
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_cluster_has_a_plan_of_its_own_in_the_order_given(jobs: int) -> None:
    report = planned({"prod": LARGE, "stage": SMALL, "dev": SMALL, "lab": LARGE}, jobs=jobs)
    assert [bound(plan) for plan in report.plans] == [("prod", 2), ("stage", 1), ("dev", 1), ("lab", 2)]
    assert [plan.inventory.name for plan in report.plans] == ["prod", "stage", "dev", "lab"]


def test_processes_and_one_process_say_the_same() -> None:
    inventories = {f"c{number}": LARGE[: number % 3 + 1] for number in range(6)}
    assert planned(inventories, jobs=2) == planned(inventories, jobs=1)


def test_a_cluster_of_a_fleet_has_the_plan_that_it_has_alone() -> None:
    alone = plan_versions([daemonset()], inventory=LARGE).plans[0]
    [plan] = planned({"prod": LARGE}).plans
    assert plan._replace(cluster="", inventory=alone.inventory) == alone


def test_each_cluster_has_the_version_of_its_inventory_and_versions_multiply() -> None:
    inventories = {"old": [old("v1.33.2")], "new": [old("v1.34.0")]}
    assert [plan.kubernetes_version for plan in planned(inventories).plans] == ["1.33", "1.34"]
    report = planned(inventories, versions=("1.34", "1.35"))
    assert [(plan.cluster, plan.kubernetes_version) for plan in report.plans] == [
        ("old", "1.34"), ("old", "1.35"), ("new", "1.34"), ("new", "1.35"),
    ]  # fmt: skip
    assert [(versions, plan.cluster) for versions, plan in report.merged()] == [
        (("1.34", "1.35"), "old"),
        (("1.34", "1.35"), "new"),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_inventory_that_cannot_be_read_costs_its_own_cluster_only(jobs: int) -> None:
    report = planned({"prod": LARGE, "gone": ["/nowhere/nodes.yaml"], "stage": SMALL}, jobs=jobs)
    assert [plan.cluster for plan in report.plans] == ["prod", "stage"]
    [failure] = report.failures
    assert str(failure) == "cluster gone: /nowhere/nodes.yaml: no such file or folder"
    assert failure.file == "/nowhere/nodes.yaml"


def test_without_any_plan_the_errors_of_all_clusters_are_raised() -> None:
    with pytest.raises(InventoryError, match=r"cluster a: /no/a: no such .*; cluster b: /no/b: no such"):
        planned({"a": ["/no/a"], "b": ["/no/b"]})


def test_an_option_that_names_no_node_of_a_cluster_is_said_for_that_cluster() -> None:
    report = planned({"prod": LARGE, "stage": SMALL}, what_if=("drain n2",))
    assert [plan.cluster for plan in report.plans] == ["prod"]
    assert "n2" in report.failures[0].message
    with pytest.raises(WhatIfError, match="cluster stage: "):
        planned({"stage": SMALL}, what_if=("drain n2",))


def test_expectations_hold_for_each_cluster(tmp_path) -> None:
    path = tmp_path / "expectations.yaml"
    text = "apiVersion: dslint.dev/v1\nkind: Expectations\nexpect:\n- {name: two, bound: {min: 2}}\n"
    path.write_text(text, encoding="utf-8")
    report = planned({"prod": LARGE, "stage": SMALL, "dev": SMALL}, jobs=2, expect=path)
    assert [plan.expectations[0].passed for plan in report.plans] == [True, False, False]


def test_a_process_that_is_killed_costs_its_own_cluster_only(monkeypatch: pytest.MonkeyPatch) -> None:
    real, here = fleet.plans_of, os.getpid()

    def killed(request: Any, *others: Any) -> Any:
        if request.inventory[0]["metadata"]["name"] == "n9" and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(request, *others)

    monkeypatch.setattr(fleet, "plans_of", killed)
    report = planned({"a": SMALL, "b": [node("n9")], "c": SMALL, "d": SMALL}, jobs=2)
    assert [plan.cluster for plan in report.plans] == ["a", "c", "d"]
    assert [failure.cluster for failure in report.failures] == ["b"]
    assert "signal 9" in report.failures[0].message


def test_an_error_of_dslint_itself_in_a_process_is_raised_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    real = fleet.plans_of

    def failing(request: Any, *others: Any) -> Any:
        if request.inventory[0]["metadata"]["name"] == "n9":
            raise RuntimeError("a fault")
        return real(request, *others)

    monkeypatch.setattr(fleet, "plans_of", failing)
    with pytest.raises(RuntimeError, match="a fault") as caught:
        planned({"a": SMALL, "b": [node("n9")], "c": SMALL}, jobs=2)
    assert any("failing" in str(entry) for entry in caught.traceback)
