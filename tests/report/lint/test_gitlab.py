"""GitLab's Code Quality report."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dslint.findings import Finding, Severity
from dslint.report.lint import gitlab
from dslint.report.lint.fingerprint import fingerprints
from tests.golden.story import CLEAN, MISMATCH, REPORT, WITHOUT_TEXT


def entries(*findings: Finding) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("\n".join(gitlab.lines(CLEAN._replace(findings=findings))))
    return found


def test_an_entry_has_what_gitlab_asks_for() -> None:
    ((_, fingerprint),) = fingerprints([MISMATCH])
    assert entries(MISMATCH) == [
        {
            "description": (
                "spec.template.metadata.labels: "
                'Invalid value: {"app":"agnet"}: `selector` does not match template `labels`'
            ),
            "check_name": "DS231 selector-mismatch",
            "fingerprint": fingerprint,
            "severity": "major",
            "location": {"path": "deploy/agent.yaml", "lines": {"begin": 13}},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "shown"), [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")]
)
def test_severities_are_those_of_gitlab(severity: Severity, shown: str) -> None:
    assert entries(MISMATCH._replace(severity=severity))[0]["severity"] == shown


def test_a_finding_without_text_is_on_line_1_of_no_file() -> None:
    assert entries(WITHOUT_TEXT)[0]["location"] == {"path": "", "lines": {"begin": 1}}


def test_paths_have_slashes() -> None:
    assert entries(MISMATCH._replace(file="deploy\\agent.yaml"))[0]["location"]["path"] == "deploy/agent.yaml"


def test_every_finding_has_an_entry_with_a_fingerprint_of_its_own() -> None:
    found = entries(*REPORT.findings)
    assert len({entry["fingerprint"] for entry in found}) == len(REPORT.findings)
    assert entries() == []
