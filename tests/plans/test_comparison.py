"""Plans of one inventory for several versions, side by side."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dslint.engine import plan_versions
from dslint.plans import Comparison, PlanReport, State
from dslint.source.inputs import Text
from tests.planning.nodes import daemonset

MASTER = "node-role.kubernetes.io/master"
GROUPS = [
    {"name": "cp", "count": 2, "kubeadm": True, "labels": {MASTER: "", "node-role.kubernetes.io/control-plane": ""},
     "taints": [f"{MASTER}:NoSchedule"]},
    {"name": "w", "count": 3},
]  # fmt: skip


def agent(name: str = "agent", image: str = "1", **spec: Any) -> dict[str, Any]:
    return daemonset(name, containers=[{"name": "agent", "image": f"registry.example/agent:{image}"}], **spec)


TOLERANT = agent("other", tolerations=[{"operator": "Exists"}])
ONLY_MASTER = agent(tolerations=[{"key": MASTER, "operator": "Exists"}])


def report(*workloads: Any, versions: tuple[str, ...] = ("1.23", "1.25"), **options: Any) -> PlanReport:
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": GROUPS}}
    return plan_versions(workloads, inventory=[inventory], versions=versions, **options)


def side_by_side(*workloads: dict[str, Any] | Text, **options: Any) -> Comparison:
    found = report(*workloads, **options).comparison()
    assert found is not None
    return found


def test_nodes_with_other_answers_are_one_row_and_workloads_that_agree_are_the_same() -> None:
    found = side_by_side(ONLY_MASTER, TOLERANT)
    assert found.versions == (("1.23",), ("1.25",))
    assert ([one.ref.name for one in found.different], [one.ref.name for one in found.same]) == (["agent"], ["other"])
    (row,) = found.different[0].nodes
    assert row.nodes == ("cp-1", "cp-2")
    assert [answer.state for answer in row.answers] == [State.BOUND, State.EXCLUDED]
    assert row.answers[1].reasons[0].code == "UntoleratedTaint"


def test_a_remark_of_one_version_stands_in_its_column() -> None:
    before, after = side_by_side(ONLY_MASTER).remarks
    assert (before, len(after)) == ((), 1)
    assert after[0].startswith("kubeadm's upgrade from 1.23 to 1.25")


def test_budgets_and_rollouts_that_differ_have_a_value_for_each_version() -> None:
    old = [agent(image="0", tolerations=[{"key": MASTER, "operator": "Exists"}])]
    (one,) = side_by_side(ONLY_MASTER, baseline=old).different
    assert [budget and budget.of for budget in one.budget] == [5, 3]
    assert [rollout and rollout.replaced for rollout in one.rollout] == [5, 3]


def test_the_budget_that_old_unavailable_pods_take_is_a_difference_of_the_rollout() -> None:
    old = [agent("other", image="0", tolerations=[{"operator": "Exists"}])]
    found = side_by_side(TOLERANT, versions=("1.29", "1.30"), baseline=old, unready=("w-1", "w-2"), broken=("w-3",))
    (one,) = found.different
    assert one.nodes == ()
    assert one.rollout


SIDECAR = Text("ds.yaml", json.dumps(agent(initContainers=[{"name": "a", "image": "b", "restartPolicy": "Always"}])))


def test_an_object_that_one_version_rejects_is_told_by_its_errors() -> None:
    (one,) = side_by_side(SIDECAR, versions=("1.27", "1.29")).different
    assert (bool(one.rejected[0]), one.rejected[1], one.nodes) == (True, (), ())


def test_findings_of_some_versions_only_name_them() -> None:
    found = side_by_side(SIDECAR, versions=("1.26", "1.27", "1.29")).findings
    assert {one.versions for one in found} == {("1.26", "1.27")}


def test_versions_that_agree_share_a_column() -> None:
    found = side_by_side(TOLERANT, versions=("1.31", "1.32"))
    assert (found.versions, found.different) == ((("1.31", "1.32"),), [])


def test_one_version_and_fleets_have_no_comparison() -> None:
    one = report(TOLERANT, versions=("1.31",))
    assert one.comparison() is None
    fleet = PlanReport(tuple(plan._replace(cluster="a") for plan in report(TOLERANT).plans))
    assert fleet.comparison() is None


@pytest.mark.parametrize("versions", [("1.23", "1.25"), ("1.31", "1.32")])
def test_it_is_a_key_of_the_list_of_plans(versions: tuple[str, ...]) -> None:
    document = report(ONLY_MASTER, versions=versions).to_dict()
    assert document["kind"] == "PlanList"
    (one,) = document["comparison"]["workloads"]
    assert one["same"] == (versions == ("1.31", "1.32"))
    assert ("nodes" in one) != one["same"]
