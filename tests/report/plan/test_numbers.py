"""The numbers of ten plans in every format, against those of the JSON."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint import engine
from dslint.plans import PlanReport
from dslint.report.plan.formats import FORMATS
from dslint.report.terminal import Terminal
from tests.planning.nodes import daemonset
from tests.report.numbers import FINDINGS
from tests.report.plan.numbers import (
    FOR_PEOPLE,
    FOR_PROGRAMS,
    check_cases,
    check_lines,
    check_page,
    check_totals,
    plans_of,
    totals,
)
from tests.report.plan.rendering import rendered

TOP = Path(__file__).parents[3]
EXAMPLES, CLUSTERS = TOP / "examples", TOP / "tests" / "clusters"
NODES = EXAMPLES / "nodes.yaml"
UPDATE = {"workloads": EXAMPLES / "update" / "new.yaml", "baseline": EXAMPLES / "update" / "old.yaml"}
EVERYWHERE = daemonset(tolerations=[{"operator": "Exists"}])
LARGE = daemonset("large", containers=[{"name": "a", "image": "a:1", "resources": {"requests": {"cpu": "1800m"}}}])

PLANS: dict[str, dict[str, Any]] = {
    "new": {"workloads": EXAMPLES / "fluentd.yaml"},
    "update": UPDATE,
    "stall": {**UPDATE, "broken": ["general-01", "general-02", "general-03"], "allow_removal": ["*"]},
    "rejected": {"workloads": EXAMPLES / "broken.yaml"},
    "on delete": {"workloads": EXAMPLES / "device-plugin-on-delete.yaml"},
    "pods": {"workloads": [EXAMPLES / "pod-affinity.yaml", EXAMPLES / "pod-node-affinity.yaml"]},
    "selector": {"workloads": EXAMPLES / "ssd-monitor.yaml", "expect": EXAMPLES / "expectations.yaml"},
    "small": {"workloads": [EVERYWHERE, LARGE], "inventory": CLUSTERS / "homelab.yaml"},
    "mixed": {"workloads": daemonset(), "inventory": CLUSTERS / "mixed-cloud.yaml"},
    "versions": {**UPDATE, "versions": ("1.29", "1.33", "1.36"), "what_if": ("remove spot-1",)},
}
"""The arguments of the engine, by what is to see in the plan."""


@cache
def report_of(name: str) -> PlanReport:
    options = {"inventory": NODES, "versions": ("1.36",), **PLANS[name]}
    return engine.plan_versions(options.pop("workloads"), **options)


@cache
def text_of(name: str, form: str) -> str:
    return rendered(form, report_of(name), Terminal(width=1000))


@cache
def items_of(name: str) -> list[dict[str, Any]]:
    return plans_of(text_of(name, "json"))


@pytest.mark.parametrize("form", FOR_PEOPLE)
@pytest.mark.parametrize("name", PLANS)
def test_the_totals_of_formats_for_people_are_those_of_the_json(name: str, form: str) -> None:
    check_totals(form, text_of(name, form), items_of(name))


@pytest.mark.parametrize("form", FOR_PROGRAMS)
@pytest.mark.parametrize("name", PLANS)
def test_each_finding_of_the_json_is_one_in_formats_for_programs(name: str, form: str) -> None:
    assert FINDINGS[form](text_of(name, form)) == FINDINGS["json"](text_of(name, "json"))


@pytest.mark.parametrize("name", PLANS)
def test_the_lines_of_jsonl_are_the_items_of_the_json(name: str) -> None:
    check_lines(text_of(name, "jsonl"), items_of(name))


@pytest.mark.parametrize("name", PLANS)
def test_test_reports_have_the_same_cases_and_fail_where_the_json_has_an_error(name: str) -> None:
    check_cases(text_of(name, "junit"), text_of(name, "tap"), items_of(name))


@pytest.mark.parametrize("name", PLANS)
def test_the_page_counts_the_nodes_of_each_workload_as_the_json_does(name: str) -> None:
    check_page(text_of(name, "html"), items_of(name))


def test_the_numbers_of_every_format_are_read() -> None:
    assert {*FOR_PEOPLE, *FOR_PROGRAMS, "json", "jsonl", "junit"} == set(FORMATS)


def test_the_ten_plans_differ_in_what_there_is_to_count() -> None:
    assert len(PLANS) == 10
    words = {word for name in PLANS for plan in items_of(name) for word in totals(plan)}
    assert words >= {"rejected", "running", "may run", "pending", "to be removed", "not scheduled", "to replace"}
    assert yaml.safe_load(NODES.read_text())["kind"] == "Inventory"
