"""SARIF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dslint.findings import Fix, Folded, FoldedRule, LintReport, PlacedEdit
from dslint.report.lint import sarif
from tests.golden.story import CLEAN, MISMATCH, REPORT
from tests.report.published_schemas import sarif_errors

pytestmark = pytest.mark.usefixtures("_rules_of_the_story")


def run_of(report: LintReport) -> dict[str, Any]:
    run: dict[str, Any] = json.loads("\n".join(sarif.lines(report)))["runs"][0]
    return run


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_reports_have_the_shape_that_sarif_asks_for(report: LintReport) -> None:
    schema = json.loads((Path(__file__).parent / "sarif_subset.json").read_text())
    document = json.loads("\n".join(sarif.lines(report)))
    assert [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(document)] == []


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_reports_are_valid_by_the_published_schema(report: LintReport) -> None:
    fix = Fix("write agent", placed=(PlacedEdit(13, 9, 13, 9, "app: "),))
    document = json.loads(
        "\n".join(sarif.lines(report._replace(findings=(*report.findings, MISMATCH._replace(fix=fix)))))
    )
    assert sarif_errors(document) == []
    del document["runs"][0]["tool"]["driver"]["name"]
    assert sarif_errors(document) != []


def test_the_tool_is_named_by_the_url_of_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "__version__", "1.2.3")
    assert run_of(CLEAN)["tool"]["driver"]["informationUri"] == "pkg:pypi/kube-dslint@1.2.3"


def test_a_fix_replaces_stretches_of_the_file() -> None:
    fix = Fix("write agent", placed=(PlacedEdit(13, 9, 13, 9, "app: "), PlacedEdit(14, 1, 15, 1, "")))
    report = CLEAN._replace(findings=(MISMATCH._replace(fix=fix), MISMATCH._replace(fix=Fix("not known"))))
    schema = json.loads((Path(__file__).parent / "sarif_subset.json").read_text())
    run = run_of(report)
    assert list(Draft202012Validator(schema["$defs"]["run"] | {"$defs": schema["$defs"]}).iter_errors(run)) == []
    found, unknown = run["results"]
    assert "fixes" not in unknown
    [change] = found["fixes"][0]["artifactChanges"]
    assert found["fixes"][0]["description"] == {"text": "write agent"}
    assert change["artifactLocation"] == found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 13, "startColumn": 9, "endLine": 13, "endColumn": 9},
            "insertedContent": {"text": "app: "},
        },
        {
            "deletedRegion": {"startLine": 14, "startColumn": 1, "endLine": 15, "endColumn": 1},
            "insertedContent": {"text": ""},
        },
    ]


def test_each_result_points_at_its_rule() -> None:
    run = run_of(REPORT)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_columns_are_code_points_and_ends_are_exclusive() -> None:
    run = run_of(REPORT)
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert region == {"startLine": 16, "startColumn": 46, "endLine": 16, "endColumn": 67}


def test_a_run_that_could_not_read_everything_is_not_a_success() -> None:
    assert run_of(REPORT)["invocations"][0]["executionSuccessful"] is False
    assert run_of(CLEAN)["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("file", "location"),
    [
        ("a b.yaml", {"uri": "a%20b.yaml", "uriBaseId": "%SRCROOT%"}),
        ("deploy/ä.yaml", {"uri": "deploy/%C3%A4.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a.yaml", {"uri": "file:///srv/a.yaml"}),
    ],
)
def test_paths_are_written_as_uris(file: str, location: dict[str, str]) -> None:
    run = run_of(CLEAN._replace(findings=(MISMATCH._replace(file=file),)))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == location


def test_a_result_lists_the_findings_that_it_stands_for() -> None:
    folded = Folded("cni", (FoldedRule("DS601", "host-network", 1), FoldedRule("DS605", "writable-host-path", 4)))
    [result] = run_of(CLEAN._replace(findings=(MISMATCH._replace(folded=folded),)))["results"]
    assert (result["properties"]["folded"]["profile"], result["properties"]["folded"]["count"]) == ("cni", 5)
    assert [rule["code"] for rule in result["properties"]["folded"]["rules"]] == ["DS601", "DS605"]
