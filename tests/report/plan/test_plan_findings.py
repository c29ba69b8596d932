"""What a plan says, as findings."""

from __future__ import annotations

import json

import pytest

from dslint.findings import Finding, Severity
from dslint.plans import ClusterFailure, Expectation, Plan, PlanReport, SourceLine
from dslint.report.plan.formats import FORMATS, FormatOptions
from dslint.report.plan.plan_findings import findings_of
from dslint.report.terminal import Terminal
from tests.golden.plan_story import INVENTORY, WORKLOADS

NO_REMOVAL = Expectation(
    "no-removal-at-once", passed=False, message="44 pods", workload="logging/agent", code="DS813",
    source=SourceLine("ds.yaml", 31),
)  # fmt: skip
THROUGH = Expectation("not-blocked", passed=False, message="stalls", workload="logging/agent", code="DS812")


def findings(*plans: Plan) -> dict[str, Finding]:
    return {finding.code: finding for finding in findings_of(PlanReport(plans)).findings}


def planned(*expectations: Expectation, version: str = "1.36") -> Plan:
    return Plan(version, INVENTORY, WORKLOADS, expectations)


def test_a_failed_expectation_is_a_finding_at_the_line_that_decides_it() -> None:
    found = findings(planned(NO_REMOVAL))["DS813"]
    assert (found.file, found.span and found.span.line) == ("ds.yaml", 31)
    assert (found.severity, found.message) == (Severity.ERROR, "no-removal-at-once: 44 pods")
    assert str(found.object) == "DaemonSet logging/agent"


def test_what_is_met_is_not_a_finding() -> None:
    assert "DS813" not in findings(planned(NO_REMOVAL._replace(passed=True)))


def test_rejections_are_findings_as_lint_has_them() -> None:
    assert findings(planned())["DS231"].file == "broken.yaml"


@pytest.mark.parametrize(("expectations", "message"), [((), "3 nodes"), ((THROUGH,), "not-blocked: stalls")])
def test_a_blocked_rollout_is_one_finding_whether_or_not_an_expectation_reports_it(
    expectations: tuple[Expectation, ...], message: str
) -> None:
    blocked = [item for item in findings_of(PlanReport((planned(*expectations),))).findings if item.code == "DS812"]
    assert len(blocked) == 1
    assert blocked[0].message.startswith(message)
    assert "; " not in blocked[0].message


def test_versions_that_agree_make_one_finding() -> None:
    found = findings(planned(NO_REMOVAL, version="1.35"), planned(NO_REMOVAL))["DS813"]
    assert found.kubernetes_versions == ("1.35", "1.36")


def rendered(name: str, report: PlanReport) -> str:
    return "\n".join(FORMATS[name](report, Terminal(), FormatOptions()))


def test_annotations_name_file_and_line() -> None:
    assert "::error file=ds.yaml,line=31" in rendered("github", PlanReport((planned(NO_REMOVAL),)))


def test_sarif_has_a_result_for_each() -> None:
    run = json.loads(rendered("sarif", PlanReport((planned(NO_REMOVAL, THROUGH),))))["runs"][0]
    rejected = {finding.code for workload in WORKLOADS for finding in workload.rejected}
    assert {result["ruleId"] for result in run["results"]} == {*rejected, "DS812", "DS813"}


def test_equal_findings_of_several_clusters_are_one_that_names_them() -> None:
    plans = [planned(NO_REMOVAL)._replace(cluster=name) for name in ("east", "west")]
    other = planned(NO_REMOVAL._replace(message="3 pods"))._replace(cluster="north")
    found = [finding.message for finding in findings_of(PlanReport((*plans, other))).findings]
    assert "east, west: no-removal-at-once: 44 pods" in found
    assert "north: no-removal-at-once: 3 pods" in found


def test_a_cluster_without_a_plan_is_an_input_that_was_not_read() -> None:
    failures = (ClusterFailure("east", "east.yaml:3: bad", "east.yaml", 3), ClusterFailure("west", "not enough memory"))
    unreadable = findings_of(PlanReport((planned(),), failures)).unreadable
    assert [tuple(note)[:3] for note in unreadable[-2:]] == [
        ("east.yaml", 3, "cluster east: east.yaml:3: bad"),
        ("west", None, "cluster west: not enough memory"),
    ]
