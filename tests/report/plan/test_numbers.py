"""The numbers of ten plans in every format, against those of the JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from dslint import engine
from dslint.plans import PlanReport
from dslint.report.terminal import Terminal
from tests.planning.nodes import daemonset
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

WORDS = {
    "bound": "running",
    "waiting": "waiting",
    "never ready": "never ready",
    "candidate": "may run",
    "pending": "pending",
    "misscheduled": "misscheduled",
    "removed": "to be removed",
    "excluded": "not scheduled",
}
"""The words of the totals for the states of nodes in the JSON."""


@cache
def report_of(name: str) -> PlanReport:
    options = {"inventory": NODES, "versions": ("1.36",), **PLANS[name]}
    return engine.plan_versions(options.pop("workloads"), **options)


@cache
def items_of(name: str) -> list[dict[str, Any]]:
    """The plans of the JSON."""
    document = json.loads(rendered("json", report_of(name)))
    return document.get("items") or [document]


def totals(plan: dict[str, Any]) -> dict[str, int]:
    """What a line of totals should say, from the JSON alone."""
    found: Counter[str] = Counter()
    for workload in plan["workloads"]:
        found["workloads"] += 1
        found["rejected"] += bool(workload["rejected"])
        for group in workload["placement"]:
            found[WORDS[_state(group)]] += len(group["nodes"])
        rollout = workload["rollout"] or {}
        for key, word in (("added", "to add"), ("replaced", "to replace"), ("removed", "to remove")):
            found[word] += rollout.get(key, 0)
    return {word: number for word, number in found.items() if number}


def _state(group: dict[str, Any]) -> str:
    if group["state"] == "bound" and group.get("neverReady"):
        return "never ready"
    waits = any(note["code"] == "NotReady" for note in group["notes"])
    return "waiting" if group["state"] == "bound" and waits else str(group["state"])


def read_totals(line: str) -> dict[str, int]:
    """`1 workload: running 21, pending 2; 0 to add, 2 to replace, 0 to remove`, without zeros."""
    found = re.search(
        r"(\d+) workloads?: (.*?)(?:; (\d+) to add, (\d+) to replace, (\d+) to remove)?(?:\*\*|;|$)", line
    )
    assert found, line
    numbers = {"workloads": int(found[1])}
    numbers.update((word, int(number)) for word, number in re.findall(r"([a-z][a-z ]*?) (\d+)", found[2]))
    changes = zip(("to add", "to replace", "to remove"), found.groups()[2:], strict=True)
    numbers.update((word, int(number or 0)) for word, number in changes)
    return {word: number for word, number in numbers.items() if number}


@pytest.mark.parametrize("form", ["text", "concise", "markdown", "tap"])
@pytest.mark.parametrize("name", PLANS)
def test_the_totals_of_formats_for_people_are_those_of_the_json(name: str, form: str) -> None:
    text = rendered(form, report_of(name), Terminal(width=1000))
    lines = [line.removeprefix("| in all | ").rstrip(" |") for line in text.splitlines()]
    shown = [
        part for line in lines if re.search(r"\d workloads?: (running|rejected)", line) for part in line.split(" | ")
    ]
    found = [read_totals(part) for part in shown]
    wanted = [totals(plan) for plan in items_of(name)]
    assert [one for one in found if one not in wanted] == []
    assert [one for one in (wanted[-1:] if form == "text" else wanted) if one not in found] == []


def severities(plans: list[dict[str, Any]]) -> Counter[str]:
    """The findings by severity; equal ones of several plans are one."""
    kept = ("code", "severity", "message", "file", "line", "pointer")
    found = {tuple(one[key] for key in kept) for plan in plans for one in plan.get("findings", ())}
    return Counter(severity for _, severity, *_ in found)


LEVELS = {
    "sarif": {"error": "error", "warning": "warning", "note": "info"},
    "gitlab": {"major": "error", "minor": "warning", "info": "info"},
}


def read_severities(form: str, text: str) -> Counter[str]:
    if form == "sarif":
        return Counter(LEVELS[form][one["level"]] for one in json.loads(text)["runs"][0]["results"])
    if form == "gitlab":
        return Counter(LEVELS[form][one["severity"]] for one in json.loads(text))
    if form == "checkstyle":
        return Counter(one.get("severity", "") for one in ET.fromstring(text).iter("error"))
    if form == "github":
        found = re.findall(r"(?m)^::(error|warning|notice) .*?title=DS\d{3} ", text)
        return Counter(one.replace("notice", "info") for one in found)
    return Counter(re.findall(r"(?m)^\S.*?: (error|warning|info) DS\d{3} ", text))


@pytest.mark.parametrize("form", ["concise", "github", "sarif", "gitlab", "checkstyle"])
@pytest.mark.parametrize("name", PLANS)
def test_each_finding_of_the_json_is_one_in_formats_for_programs(name: str, form: str) -> None:
    assert read_severities(form, rendered(form, report_of(name))) == severities(items_of(name))


@pytest.mark.parametrize("name", PLANS)
def test_the_lines_of_jsonl_are_the_items_of_the_json(name: str) -> None:
    kinds = Counter(json.loads(line)["kind"] for line in rendered("jsonl", report_of(name)).splitlines())
    parts = {
        "WorkloadPlan": "workloads",
        "Expectation": "expectations",
        "Finding": "findings",
        "StaticPodPlan": "staticPods",
    }
    wanted = Counter({kind: sum(len(plan.get(key, ())) for plan in items_of(name)) for kind, key in parts.items()})
    wanted["PlanSummary"] = len(items_of(name))
    wanted["PlanListSummary"] = int(len(items_of(name)) > 1)
    assert kinds == wanted


@pytest.mark.parametrize("name", PLANS)
def test_test_reports_have_the_same_cases_and_fail_where_the_json_has_an_error(name: str) -> None:
    suites = ET.fromstring(rendered("junit", report_of(name)))
    points = re.findall(r"(?m)^(not )?ok \d+ - ", rendered("tap", report_of(name)))
    failures = len(suites.findall(".//failure"))
    assert (len(suites.findall(".//testcase")), failures) == (len(points), points.count("not "))
    assert [sum(int(suite.get(key, "")) for suite in suites) for key in ("tests", "failures")] == [
        len(points),
        failures,
    ]
    assert (failures > 0) == (severities(items_of(name))["error"] > 0)
    cases = sum(len(plan["workloads"]) + len(plan["expectations"]) for plan in items_of(name))
    assert len(points) >= cases
    verdicts = [one.get("value") for one in suites.iter("property") if one.get("name") == "verdict"]
    assert {plan["verdict"]["level"] for plan in items_of(name)} <= set(verdicts)


@pytest.mark.parametrize("name", PLANS)
def test_the_page_counts_the_nodes_of_each_workload_as_the_json_does(name: str) -> None:
    page = rendered("html", report_of(name))
    sections = re.split(r'data-object="', page)[1:]
    found = Counter(
        (called, state, int(number))
        for section in sections
        for called in section.partition('"')[0].split()
        for state, number in re.findall(
            r'data-count="(bound|pending|excluded|misscheduled|removed|candidate)"[^>]*>([1-9]\d*)<', section
        )
    )
    wanted = Counter(
        (f"{workload['ref']['namespace'] or 'default'}/{workload['ref']['name']}", state, number)
        for plan in items_of(name)
        for workload in plan["workloads"]
        for state, number in _states(workload).items()
    )
    assert found == wanted


def _states(workload: dict[str, Any]) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in workload["placement"]:
        found[group["state"]] += len(group["nodes"])
    return found


def test_the_ten_plans_differ_in_what_there_is_to_count() -> None:
    assert len(PLANS) == 10
    words = {word for name in PLANS for plan in items_of(name) for word in totals(plan)}
    assert words >= {"rejected", "running", "may run", "pending", "to be removed", "not scheduled", "to replace"}
    assert yaml.safe_load(NODES.read_text())["kind"] == "Inventory"
