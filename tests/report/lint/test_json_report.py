from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from dslint.findings import LintReport, StaticPod
from dslint.report.lint import json_report
from tests.golden.story import CLEAN, REPORT

STATIC = CLEAN._replace(
    static_pods=(
        StaticPod(
            "etcd.yaml", "etcd-node-1", "kube-system", accepted=True, error=None, tolerations=(":Exists:NoExecute",)
        ),
        StaticPod("broken.yaml", None, None, accepted=False, error="couldn't parse as pod"),
    ),
)


def validator() -> Draft202012Validator:
    schema = json.loads((schemas_folder() / "lint-report.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def document(report: LintReport) -> dict[str, Any]:
    value: dict[str, Any] = json.loads("\n".join(json_report.lines(report)))
    return value


@pytest.mark.parametrize("report", [REPORT, CLEAN, STATIC], ids=["findings", "clean", "static pods"])
def test_reports_obey_the_schema(report: LintReport) -> None:
    assert [f"{error.json_path}: {error.message}" for error in validator().iter_errors(document(report))] == []


@pytest.mark.parametrize(
    "change", [{"kind": "Report"}, {"findings": [{}]}, {"kubernetesVersions": []}, {"extra": 1}, {"files": -1}]
)
def test_the_schema_rejects_what_is_not_a_report(change: dict[str, Any]) -> None:
    assert list(validator().iter_errors({**document(REPORT), **change}))


def test_sums_agree_with_the_findings() -> None:
    summary = document(REPORT)["summary"]
    silenced = summary.pop("silenced")
    assert summary == {
        "error": 8,
        "warning": 5,
        "info": 3,
        "suppressed": 15,
        "unchecked": 1,
        "folded": 5,
        "fixable": 1,
        "unsafelyFixable": 1,
    }
    assert silenced[0] == {"by": "configuration", "file": ".dslint.yaml", "count": 3}
    assert [one["by"] for one in silenced] == [*(one.by.value for one in REPORT.silenced)]
    assert "silenced" not in document(CLEAN)["summary"]


def test_what_came_without_text_has_no_place() -> None:
    finding = document(REPORT)["findings"][-1]
    assert {finding[key] for key in ("file", "line", "column", "endLine", "endColumn")} == {None}
