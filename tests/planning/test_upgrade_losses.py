"""Nodes that a newer version takes from a DaemonSet."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.engine import plan_versions
from dslint.plans import Plan
from dslint.policy import catalogue
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text
from tests.planning.nodes import plain_pod
from tests.plans.test_comparison import MASTER, ONLY_MASTER, SIDECAR, TOLERANT, agent, report


def told(plan: Plan) -> list[str]:
    return [finding.message for finding in plan.findings if finding.code == "DS823"]


def test_nodes_that_the_newer_version_does_not_run_are_an_error_of_its_plan() -> None:
    old, new = report(ONLY_MASTER, TOLERANT).plans
    assert told(old) == []
    (message,) = told(new)
    assert message == (
        "Kubernetes 1.23 runs it on 2 nodes (cp 2: cp-1, cp-2), and 1.25 does not: untolerated taint"
        " node-role.kubernetes.io/control-plane:NoSchedule"
    )
    assert new.verdict is not None
    assert (new.verdict.level.value, new.verdict.reason.startswith("default/agent: Kubernetes 1.23")) == (
        "at-risk",
        True,
    )


def test_each_newer_version_is_held_against_the_oldest() -> None:
    plans = report(ONLY_MASTER, versions=("1.23", "1.24", "1.25", "1.26")).plans
    assert [len(told(plan)) for plan in plans] == [0, 1, 1, 1]
    assert "1.23 runs it" in told(plans[-1])[0]


@pytest.mark.parametrize(
    "options", [{"keep_node_labels": True}, {"allow_removal": ("group=cp",)}, {"versions": ("1.25",)}]
)
def test_nodes_that_stay_or_may_be_lost_are_none(options: dict[str, Any]) -> None:
    assert [told(plan) for plan in report(ONLY_MASTER, **options).plans] == [[]] * len(
        report(ONLY_MASTER, **options).plans
    )


def test_nodes_that_a_rollout_removes_have_the_findings_of_the_rollout() -> None:
    old = [agent(image="0", tolerations=[{"key": MASTER, "operator": "Exists"}])]
    codes = [finding.code for finding in report(ONLY_MASTER, baseline=old).plans[1].findings]
    assert codes == ["DS816"]


@pytest.mark.parametrize("workload", [SIDECAR, plain_pod()])
def test_rejected_workloads_and_pods_lose_no_nodes(workload: Any) -> None:
    assert not any(told(plan) for plan in report(workload, versions=("1.23", "1.27")).plans)


def test_the_example_of_the_rule_shows_it() -> None:
    (example,) = catalogue.page("DS823").examples
    inventory = [document.value for document in read_text(example.options.inventory or "", "nodes.yaml").documents]
    for text, expected in ((example.bad, example.expected), (example.good, ())):
        plans = plan_versions(
            Text("ds.yaml", text), inventory=inventory, versions=example.options.kubernetes_versions
        ).plans
        found = [finding for finding in plans[-1].findings if finding.code == "DS823"]
        assert {(finding.line, finding.code) for finding in found} == set(expected)
