"""Holds whatever a command has written against the schema of its format, which it tells from the text itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from dslint.own_files.schema import validator
from tests.report import published_schemas

SCHEMAS = {
    "LintReport": "lint-report",
    "Plan": "plan",
    "PlanList": "plan",
    "MigrationReport": "migration-report",
    "PolicyTestReport": "policy-test-report",
    "InventoryOverview": "inventory-overview",
    "FindingsBaseline": "findings-baseline",
    "LintSummary": "lint-lines",
    "PlanSummary": "plan-lines",
    "PlanListSummary": "plan-lines",
    "WorkloadPlan": "plan-lines",
    "Expectation": "plan-lines",
    "StaticPodPlan": "plan-lines",
}
"""The schemas of documents and lines that say which kind they are. A line that is a finding is of lint, or of plan."""

COMMANDS = {"rules": "rule-list", "explain": "rule-page", "versions": "version-changes", "config": "settings"}
"""The schemas of commands whose documents have no kind."""

POINT = re.compile(r"(?:not )?ok (\d+) - .+")


def validated(to_dict: Callable[[Any], dict[str, Any]], is_real: Callable[[], bool]) -> Callable[[Any], dict[str, Any]]:
    """The same method, which also holds what it gives against the schema of its kind, while reports are real ones."""

    def checked(report: Any) -> dict[str, Any]:
        document = to_dict(report)
        if not is_real():
            return document
        found = [f"{'/'.join(map(str, one.instance_path))}: {one.message}" for one in _errors_of_kind(document)]
        assert found == [], f"{document['kind']} breaks its schema"
        return document

    return checked


def _errors_of_kind(document: dict[str, Any]) -> Any:
    return validator(SCHEMAS[document["kind"]]).iter_errors(document)


def check_written(arguments: Sequence[str], out: str) -> None:
    """Fails the test if standard output, or a file that the arguments name, breaks the schema of its format."""
    command = next(iter(arguments), "")
    for text in (out, *_files(arguments)):
        assert errors_of(text, command) == [], f"dslint {' '.join(arguments)}"


def _files(arguments: Sequence[str]) -> Iterator[str]:
    """The texts of the files that reports were written to."""
    for before, word in zip(("", *arguments), arguments, strict=False):
        given = word if before == "--format" else word.removeprefix("--format=") if "--format=" in word else ""
        name = word if before == "--output-file" else given.partition("=")[2]
        if name and Path(name).is_file():
            yield Path(name).read_text(encoding="utf-8", errors="backslashreplace")


def errors_of(text: str, command: str = "") -> list[str]:
    """What breaks the schema of the format that a text is in; nothing for texts for people."""
    if text.startswith(("{", "[")):
        return list(_of_json(text, command))
    if text.startswith("<?xml"):
        return _of_xml(text)
    return _of_tap(text) if text.startswith("TAP version") else []


def _of_json(text: str, command: str) -> Iterator[str]:
    try:
        documents = [json.loads(text)]
    except ValueError:
        if not text.startswith('{"apiVersion":"dslint.dev/v1","kind":'):
            return
        documents = [json.loads(line) for line in text.splitlines()]
    lines = "plan-lines" if any(document.get("kind") == "PlanSummary" for document in documents[1:]) else "lint-lines"
    for document in documents:
        yield from _of_document(document, command, lines)


def _of_document(document: Any, command: str, lines: str) -> Iterator[str]:
    kind = document.get("kind") if isinstance(document, dict) else None
    if isinstance(document, dict) and "runs" in document:
        yield from _known(lambda: published_schemas.sarif_errors(document))
    elif kind == "Finding" or kind in SCHEMAS or command in COMMANDS:
        schema = lines if kind == "Finding" else SCHEMAS.get(kind or "") or COMMANDS[command]
        found = validator(schema).iter_errors(document)
        yield from (f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in found)


def _of_xml(text: str) -> list[str]:
    root = ET.fromstring(text.encode("utf-8"))
    if root.tag == "checkstyle":
        incomplete = (
            error for error in root.iter("error") if not {"severity", "message", "source"} <= set(error.keys())
        )
        return [str(error.attrib) for error in incomplete]
    return _known(lambda: published_schemas.junit_errors(text)) if root.tag == "testsuites" else []


def _known(errors: Any) -> list[str]:
    """The errors, if the schema is installed."""
    try:
        return list(errors())
    except pytest.skip.Exception:
        return []


def _of_tap(text: str) -> list[str]:
    """The plan is that of the points, which are numbered, and all else is a comment or belongs to a point."""
    first, plan, *lines = text.splitlines()
    numbers = [int(match[1]) for line in lines if (match := POINT.fullmatch(line))]
    stray = [line for line in lines if not line.startswith(("ok ", "not ok ", "  ", "#"))]
    wrong = [] if numbers == list(range(1, len(numbers) + 1)) else [f"numbers {numbers}"]
    expected = f"1..{len(numbers)}" + ("" if numbers else " # SKIP nothing was checked")
    return [*stray, *wrong, *([] if (first, plan) == ("TAP version 14", expected) else [f"{first}, {plan}"])]
