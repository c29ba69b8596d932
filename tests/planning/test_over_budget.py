"""More nodes down than the budget allows: by the rollout, or before it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.engine import plan_versions
from dslint.plans import Level
from tests.planning.test_workload_findings import EXPECT, SEVEN, agent, told, updated

OVER_BUDGET = (
    "up to 2 of 7 nodes have no available pod at the same time during the rollout, and 1 of them already before it;"
    " maxUnavailable 1 allows 1"
)


DOWN_BEFORE = "2 of 7 nodes are down before the rollout begins; its budget is 1"


@pytest.mark.parametrize(
    ("version", "unready", "found"),
    [
        ("1.36", [], None),
        ("1.36", ["n1"], None),
        ("1.36", ["n1", "n2"], (DOWN_BEFORE, "warning")),
        ("1.29", [], None),
        ("1.29", ["n1"], (OVER_BUDGET, "error")),
    ],
)
def test_more_nodes_down_than_the_budget_allows_is_a_risk(
    version: str, unready: list[str], found: tuple[str, str] | None
) -> None:
    plan = updated(agent("agent:2"), SEVEN, kubernetes_version=version, unready=unready)
    assert [(one.message, one.severity.value) for one in plan.findings] == ([found] if found else [])
    assert plan.verdict is not None
    assert plan.verdict.level is (Level.AT_RISK if found else Level.SAFE)


def test_nodes_that_are_down_before_do_not_matter_to_a_surge_or_an_unchanged_template() -> None:
    surge = agent("agent:2", {"maxUnavailable": 0, "maxSurge": 1})
    assert told(updated(surge, SEVEN, unready=["n1", "n2"])) == []
    assert told(updated(agent(), SEVEN, unready=["n1", "n2"])) == []


def test_nodes_that_are_down_and_block_are_said_once() -> None:
    dead = [
        {**one, "status": {**one["status"], "conditions": [{"type": "Ready", "status": "Unknown"}]}} for one in SEVEN
    ]
    plan = updated(agent("agent:2"), [*dead[:2], *SEVEN[2:]])
    assert told(plan) == [("DS812", "error")]
    assert plan.verdict is not None
    assert plan.verdict.level is Level.BLOCKED


@pytest.mark.parametrize(("expect", "codes"), [("unavailable: {max: 2}}", []), ("unavailable: {max: 1}}", ["DS810"])])
def test_an_expectation_about_unavailable_nodes_decides_instead_of_the_budget(
    tmp_path: Path, expect: str, codes: list[str]
) -> None:
    (tmp_path / "expect.yaml").write_text(EXPECT + expect + "\n")
    report = plan_versions(
        [agent("agent:2")], inventory=SEVEN, baseline=[agent()], versions=["1.29"], unready=["n1"],
        expect=tmp_path / "expect.yaml",
    )  # fmt: skip
    assert [found.code for found in report.plans[0].findings] == codes
