from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dslint import engine
from dslint.data import schemas_folder
from dslint.plans import PlanReport
from dslint.report.escapes import json_text
from dslint.report.plan import json_report
from tests.golden.plan_story import REPORT, SEVERAL

ROOT = Path(__file__).parents[3]
CLUSTERS = ROOT / "tests" / "clusters"


def validator() -> Draft202012Validator:
    schema = json.loads((schemas_folder() / "plan.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("other", ["plan", "version-changes"])
@pytest.mark.parametrize("part", ["finding", "fix", "edit", "textEdit", "folded", "object", "place"])
def test_a_finding_of_another_report_is_as_one_of_lint(other: str, part: str) -> None:
    found, of_lint = (
        json.loads((schemas_folder() / f"{name}.schema.json").read_text(encoding="utf-8"))["$defs"][part]
        for name in (other, "lint-report")
    )
    assert found == of_lint


def document(report: PlanReport) -> dict[str, Any]:
    value: dict[str, Any] = json.loads("\n".join(json_report.lines(report)))
    return value


def real() -> PlanReport:
    return engine.plan_versions(
        [ROOT / "examples" / "update" / "new.yaml", ROOT / "examples" / "pod-affinity.yaml"],
        inventory=CLUSTERS / "mixed-cloud.yaml",
        versions=("1.30", "1.36"),
        baseline=ROOT / "examples" / "update" / "old.yaml",
        what_if=("remove group=arm",),
        explain=("gen-north-a-001",),
        scores=True,
        trace=True,
    )


def static() -> PlanReport:
    return engine.plan_versions(
        ROOT / "examples" / "fluentd.yaml", inventory=CLUSTERS / "homelab.yaml", versions=("1.36",)
    )


def rejected() -> PlanReport:
    """A Pod that admission rejects."""
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}
    pod["spec"] = {"priorityClassName": "none", "containers": [{"name": "a", "image": "a"}]}
    return engine.plan_versions([pod], inventory=CLUSTERS / "homelab.yaml", versions=("1.36", "1.9"))


@cache
def large() -> PlanReport:
    """A trace and a what-if of more nodes than a step names."""
    inventory = {
        "apiVersion": "dslint.dev/v1",
        "kind": "Inventory",
        "spec": {"nodeGroups": [{"name": "w", "count": 501}]},
    }
    pod = {"metadata": {"labels": {"app": "a"}}, "spec": {"containers": [{"name": "a", "image": "a:1"}]}}
    spec = {"selector": {"matchLabels": {"app": "a"}}, "template": pod}
    old = {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "a"}, "spec": spec}
    new = copy.deepcopy(old)
    new["spec"]["template"]["spec"]["containers"][0]["image"] = "a:2"
    new["spec"]["updateStrategy"] = {"rollingUpdate": {"maxUnavailable": "50%"}}
    return engine.plan_versions(
        [new], inventory=[inventory], versions=("1.36",), baseline=[old], what_if=("remove w-1",), trace=True
    )


@pytest.mark.parametrize("report", [lambda: REPORT, lambda: SEVERAL, real, static, rejected, large])
def test_reports_obey_the_schema(report: Any) -> None:
    errors = validator().iter_errors(document(report()))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("change", [{"kind": "Report"}, {"workloads": [{}]}, {"kubernetesVersion": "36"}, {"extra": 1}])
def test_the_schema_rejects_what_is_not_a_plan(change: dict[str, Any]) -> None:
    assert list(validator().iter_errors({**document(REPORT), **change}))


def awkward() -> PlanReport:
    """Half of a surrogate pair, a turn of direction, a command of a CI service, what JSON escapes, and empty values."""
    plan = REPORT.plans[0]
    remarks = ("\udcff", "\u202egnp.exe", "##[group]x", "::error::x", 'a "b" \\ \n\t\x00\x7f', "漢字 é", "")
    return PlanReport((plan._replace(remarks=remarks, workloads=(), expectations=()),))


@pytest.mark.parametrize("report", [lambda: REPORT, awkward, real], ids=["story", "awkward", "real"])
def test_the_text_is_written_as_that_of_other_reports(report: Any) -> None:
    found = report()
    assert "\n".join(json_report.lines(found)) == json_text(found.to_dict())


def test_above_500_nodes_the_steps_of_a_trace_have_numbers_and_changes() -> None:
    first, *_ = document(large())["workloads"][0]["rollout"]["steps"]
    assert sorted(first) == ["after", "begun", "changes", "counts", "taken", "unavailable"]
    assert first["counts"] == {"old ready": 250, "old ready terminating": 251}
    assert first["changes"][0] == {"node": "w-1", "from": "old ready", "to": "old ready terminating"}
