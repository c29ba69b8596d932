"""The numbers that a report of plans shows, read from each of its formats, and those that it should."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from tests.report.numbers import FINDINGS

Json = dict[str, Any]

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


FOR_PEOPLE = ("text", "concise", "markdown", "html", "tap")
"""The formats with a line of totals for each plan; text has one for the last of several."""

FOR_PROGRAMS = ("concise", "github", "sarif", "gitlab", "checkstyle")
"""The formats that list each finding in the same way, wherever it stands."""

_TOTALS = re.compile(
    r"(?:([^;|*>]*); )?(\d+) workloads?: ((?:running|rejected)[a-z0-9, ]*)"
    r"(?:; (\d+) to add, (\d+) to replace, (\d+) to remove)?"
)


def plans_of(text: str) -> list[Json]:
    """Those of the JSON."""
    document = json.loads(text)
    return document.get("items") or [document]


def totals(plan: Json) -> dict[str, int]:
    """What a line of totals should say, from the JSON alone; without zeros."""
    found: Counter[str] = Counter(one["severity"] for one in plan.get("findings", ()))
    for workload in plan["workloads"]:
        found["workloads"] += 1
        found["rejected"] += bool(workload["rejected"])
        for group in workload["placement"]:
            found[WORDS[_state(group)]] += len(group["nodes"])
        rollout = workload["rollout"] or {}
        for key, word in (("added", "to add"), ("replaced", "to replace"), ("removed", "to remove")):
            found[word] += rollout.get(key, 0)
    return {word: number for word, number in found.items() if number}


def _state(group: Json) -> str:
    if group["state"] == "bound" and group.get("neverReady"):
        return "never ready"
    waits = any(note["code"] == "NotReady" for note in group["notes"])
    return "waiting" if group["state"] == "bound" and waits else str(group["state"])


def read_totals(text: str) -> list[dict[str, int]]:
    """`2 errors; 1 workload: running 21, pending 2; 0 to add, 2 to replace, 0 to remove`, each time; without zeros."""
    return [_numbers(found) for found in _TOTALS.finditer(re.sub(r"\n +", " ", text))]


def _numbers(found: re.Match[str]) -> dict[str, int]:
    severities = re.findall(r"(\d+) (error|warning|info)s?\b", found[1] or "")
    said = {severity: int(number) for number, severity in severities} | {"workloads": int(found[2])}
    said |= {word: int(number) for word, number in re.findall(r"([a-z][a-z ]*?) (\d+)", found[3])}
    changes = zip(("to add", "to replace", "to remove"), found.groups()[3:], strict=True)
    said |= {word: int(number or 0) for word, number in changes}
    return {word: number for word, number in said.items() if number}


def check_totals(form: str, text: str, plans: Sequence[Json]) -> None:
    """Raises AssertionError if a format for people has other totals than the plans, or lacks some."""
    found, wanted = read_totals(text), [totals(plan) for plan in plans]
    assert [one for one in found if one not in wanted] == [], form
    assert [one for one in (wanted[-1:] if form == "text" else wanted) if one not in found] == [], form


def check_lines(text: str, plans: Sequence[Json]) -> None:
    """Raises AssertionError if the lines of jsonl are not the items of the plans."""
    kinds = Counter(json.loads(line)["kind"] for line in text.splitlines())
    parts = {
        "WorkloadPlan": "workloads",
        "Expectation": "expectations",
        "Finding": "findings",
        "StaticPodPlan": "staticPods",
    }
    wanted = Counter({kind: sum(len(plan.get(key, ())) for plan in plans) for kind, key in parts.items()})
    wanted["PlanSummary"] = len(plans)
    wanted["PlanListSummary"] = int(len(plans) > 1)
    assert kinds == wanted


def check_cases(junit: str, tap: str, plans: Sequence[Json]) -> None:
    """Raises AssertionError if the two test reports differ, or fail where the plans have no error."""
    suites = ET.fromstring(junit)
    points = re.findall(r"(?m)^(not )?ok \d+ - ", tap)
    failures = len(suites.findall(".//failure"))
    assert (len(suites.findall(".//testcase")), failures) == (len(points), points.count("not "))
    sums = [sum(int(suite.get(key, "")) for suite in suites) for key in ("tests", "failures")]
    assert sums == [len(points), failures]
    errors = any(one["severity"] == "error" for plan in plans for one in plan.get("findings", ()))
    assert (failures > 0) == errors
    assert len(points) >= sum(len(plan["workloads"]) + len(plan["expectations"]) for plan in plans)
    verdicts = [one.get("value") for one in suites.iter("property") if one.get("name") == "verdict"]
    assert {plan["verdict"]["level"] for plan in plans} <= set(verdicts)


def check_page(page: str, plans: Sequence[Json]) -> None:
    """Raises AssertionError if the page counts the nodes of a workload differently."""
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
        for plan in plans
        for workload in plan["workloads"]
        for state, number in _states(workload).items()
    )
    assert found == wanted


def _states(workload: Json) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in workload["placement"]:
        found[group["state"]] += len(group["nodes"])
    return found


def check(texts: Mapping[str, str]) -> None:
    """Raises AssertionError if the texts of a report, by format, differ in their numbers."""
    plans = plans_of(texts["json"])
    for form in FOR_PEOPLE:
        check_totals(form, texts[form], plans)
    for form in FOR_PROGRAMS:
        assert FINDINGS[form](texts[form]) == FINDINGS["json"](texts["json"]), form
    check_lines(texts["jsonl"], plans)
    check_cases(texts["junit"], texts["tap"], plans)
    check_page(texts["html"], plans)
