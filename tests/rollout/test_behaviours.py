"""The rules of a version's controller, each from the version on that brought it."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.rollout.behaviours import Rules


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("old_unavailable_take_budget", 30),
        ("surge_heeds_eligibility", 29),
        ("terminal_terminating_frees_node", 28),
        ("deletes_succeeded_pods", 27),
        ("failed_pods_back_off", 12),
        ("deletes_failed_pods", 6),
    ],
)
def test_a_rule_holds_from_its_version_on(rule: str, first: int) -> None:
    assert getattr(Rules.of(Release.of(f"1.{first}")), rule) is True
    assert getattr(Rules.of(Release.of(f"1.{first - 1}")), rule) is False
    assert getattr(Rules.of(Release.of("1.36")), rule) is True


@pytest.mark.parametrize(("version", "holds"), [("1.5", True), ("1.20", True), ("1.21", False), ("1.36", False)])
def test_up_to_1_20_a_node_without_an_available_pod_takes_budget_whatever_its_pods(version: str, holds: bool) -> None:
    assert Rules.of(Release.of(version)).counts_nodes_without_available_pod is holds
