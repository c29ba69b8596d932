from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from dslint.plans import PlanReport
from dslint.report.plan import json_lines
from tests.golden.plan_story import REPORT, SEVERAL
from tests.report.plan.fleets import FLEET


def documents(report: PlanReport) -> list[dict[str, Any]]:
    return [json.loads(line) for line in json_lines.lines(report)]


def test_workloads_expectations_and_findings_are_lines_and_the_rest_of_the_plan_follows() -> None:
    found = documents(REPORT)
    (plan,) = REPORT.plans
    assert Counter(document["kind"] for document in found) == {
        "WorkloadPlan": len(plan.workloads),
        "Expectation": len(plan.expectations),
        "Finding": len(plan.findings),
        "PlanSummary": 1,
    }
    whole = plan.to_dict()
    last = found[-1]
    assert last["verdict"] == whole["verdict"]
    assert not {"workloads", "expectations", "findings"} & set(last)
    kept = [key for document in found for key in document]
    assert set(whole) - {"workloads", "expectations", "findings"} <= set(kept)


def test_several_plans_end_with_what_differs_between_them() -> None:
    last = documents(SEVERAL)[-1]
    assert last["kind"] == "PlanListSummary"
    assert last["comparison"]["versions"] == [["1.30", "1.31"], ["1.36"]]
    assert [document["kubernetesVersions"] for document in documents(SEVERAL)[:1]] == [["1.30", "1.31"]]


def test_the_lines_of_clusters_name_them() -> None:
    found = documents(FLEET)
    assert all(document["cluster"] for document in found[:-1])
    assert found[-1]["failures"]


@pytest.mark.parametrize("report", [REPORT, SEVERAL, FLEET])
def test_every_line_is_valid(report: PlanReport) -> None:
    schema = json.loads((schemas_folder() / "plan-lines.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    assert [error.message for document in documents(report) for error in validator.iter_errors(document)] == []
