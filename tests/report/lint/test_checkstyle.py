from __future__ import annotations

from xml.etree import ElementTree as ET

from dslint.findings import LintReport, Note
from dslint.report.lint import checkstyle
from tests.golden.story import CLEAN, MISMATCH, OLD_LABEL, REPORT, WITHOUT_TEXT


def root_of(report: LintReport) -> ET.Element:
    return ET.fromstring("\n".join(checkstyle.lines(report)).encode())


def test_findings_stand_by_file_with_place_severity_and_rule() -> None:
    (_, file) = root_of(CLEAN._replace(findings=(MISMATCH, OLD_LABEL)))
    assert file.get("name") == "deploy/agent.yaml"
    assert [(one.get("line"), one.get("column"), one.get("severity"), one.get("source")) for one in file] == [
        ("13", "9", "error", "dslint.DS231.selector-mismatch"),
        ("16", "46", "warning", "dslint.DS301.deprecated-node-label"),
    ]
    assert (file[1].get("message") or "").endswith("instead (Kubernetes 1.27, 1.33, 1.36); help: use the new label")


def test_files_without_findings_are_there_too() -> None:
    assert [(file.get("name"), len(file)) for file in root_of(CLEAN)] == [("a.yaml", 0)]


def test_what_has_no_place_is_told_of_its_object_or_file() -> None:
    (_, bare, unread) = root_of(CLEAN._replace(findings=(WITHOUT_TEXT,), unreadable=(Note("b.yaml", 3, "no text"),)))
    assert (bare.get("name"), bare[0].get("line")) == ("DaemonSet bare", None)
    assert (unread.get("name"), unread[0].get("line"), unread[0].get("message")) == ("b.yaml", "3", "not read: no text")


def test_every_finding_is_there() -> None:
    assert len(root_of(REPORT).findall(".//error")) == len(REPORT.findings) + len(REPORT.unreadable)
