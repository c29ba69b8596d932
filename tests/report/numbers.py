"""The numbers that a report shows, read from each of its formats as their readers would."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

SEVERITIES = ("error", "warning", "info")
SARIF = {"error": "error", "warning": "warning", "note": "info"}
GITLAB = {"major": "error", "minor": "warning", "info": "info"}
ICONS = {"❌": "error", "⚠️": "warning", "💡": "info"}
CODE = r"[A-Z]{2,}\d+"

Found = Counter[str]
"""Findings by severity."""


def in_lines(pattern: str, names: Mapping[str, str] | None = None) -> Callable[[str], Found]:
    """The group of a pattern is the severity, or a name of it."""
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text: Counter((names or {}).get(one, one) for one in compiled.findall(text))


def of_json(text: str) -> Found:
    """Equal findings of several plans are one."""
    document = json.loads(text)
    kept = ("code", "severity", "message", "file", "line", "pointer")
    if document["kind"] == "LintReport":
        return Counter(one["severity"] for one in document["findings"])
    plans = document.get("items") or [document]
    found = {tuple(one[key] for key in kept) for plan in plans for one in plan.get("findings", ())}
    return Counter(severity for _, severity, *_ in found)


def of_json_lines(text: str) -> Found:
    """The lines of several plans name theirs, as the JSON does: equal ones are one."""
    lines = [one for one in map(json.loads, text.splitlines()) if one["kind"] == "Finding"]
    return Counter(one["severity"] for one in lines)


def of_checkstyle(text: str) -> Found:
    """A file that cannot be read is an error without a rule."""
    found = [one for one in ET.fromstring(text).iter("error") if re.match(rf"dslint\.{CODE}", one.get("source", ""))]
    return Counter(one.get("severity", "") for one in found)


def of_junit(text: str) -> Found:
    """What fails is an error; of what passed, the output of its suite tells the severity."""
    suites = ET.fromstring(text)
    cases = [case for case in suites.iter("testcase") if re.match(CODE, case.get("name", ""))]
    failed = sum(case.find("failure") is not None for case in cases)
    told = in_lines(rf"^{CODE} .*?: (warning|info): ")("\n".join(one.text or "" for one in suites.iter("system-out")))
    assert failed + sum(told.values()) == len(cases)
    return Counter({"error": failed}) + told


def of_tap(text: str) -> Found:
    failed = len(re.findall(rf"(?m)^not ok \d+ - .*: {CODE} ", text))
    told = in_lines(r'^  message: "(warning|info): ')(text)
    assert failed + sum(told.values()) == len(re.findall(rf"(?m)^(?:not )?ok \d+ - .*: {CODE} ", text))
    return Counter({"error": failed}) + told


def of_statistics(text: str) -> Found:
    rows = re.findall(rf"(?m)^ *(\d+)  {CODE} +(error|warning|info) ", text)
    return sum((Counter({severity: int(number)}) for number, severity in rows), Counter[str]())


FINDINGS: dict[str, Callable[[str], Found]] = {
    "text": in_lines(r"^(error|warning|info)\["),
    "concise": in_lines(rf"^\S.*?: (error|warning|info) {CODE} "),
    "statistics": of_statistics,
    "json": of_json,
    "jsonl": of_json_lines,
    "github": in_lines(rf"^::(error|warning|notice) (?:.*?,)?title={CODE} ", {"notice": "info"}),
    "sarif": lambda text: Counter(SARIF[one["level"]] for one in json.loads(text)["runs"][0]["results"]),
    "junit": of_junit,
    "tap": of_tap,
    "gitlab": lambda text: Counter(GITLAB[one["severity"]] for one in json.loads(text)),
    "checkstyle": of_checkstyle,
    "html": in_lines(r'^<article class="finding \w+" .*?data-severity="(error|warning|info)"'),
    "markdown": in_lines(rf"^- ({'|'.join(ICONS)}) .*?\*\*{CODE} ", ICONS),
}
"""By format of lint: the findings that it lists."""

SENTENCES = ("text", "concise", "statistics", "github", "tap", "html", "markdown")
"""The formats of lint that sum up in a sentence."""

SENTENCE = re.compile(
    r"((?:\d+ (?:error|warning|info)s?(?:, )?)+|nothing found) in (\d+) objects? of (\d+) files?|"
    r"nothing (?:was )?checked: no (?:objects|DaemonSet or Pod) in (\d+) files?"
)


def summed_up(text: str) -> dict[str, int]:
    """What the sentence says: findings by severity, objects and files; without zeros."""
    found = SENTENCE.search(" ".join(text.split()))
    assert found, text
    numbers = {name.rstrip("s"): int(number) for number, name in re.findall(r"(\d+) (\w+)", found[1] or "")}
    numbers |= {"objects": int(found[2] or 0), "files": int(found[3] or found[4])}
    return {name: number for name, number in numbers.items() if number}


def summary_of(report: dict[str, Any]) -> dict[str, int]:
    """The same, of the JSON."""
    numbers = {name: report["summary"][name] for name in SEVERITIES}
    numbers |= {"objects": report["documents"], "files": report["files"]}
    return {name: number for name, number in numbers.items() if number}
