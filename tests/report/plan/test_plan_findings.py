"""What a plan says, as findings."""

from __future__ import annotations

import json

import pytest

from dslint.findings import Finding, Severity
from dslint.planning.verdicts import judged
from dslint.plans import ClusterFailure, Difference, Expectation, Plan, PlanReport, SourceLine, State, WhatIf
from dslint.report.plan.formats import FORMATS, FormatOptions
from dslint.report.plan.plan_findings import findings_of, overhead_of, verdict_line, what_if_of, worst_verdict
from dslint.report.terminal import Terminal
from tests.golden.plan_story import INVENTORY, WORKLOADS
from tests.report.plan.test_overhead import GENERAL, SPOT

FITS = Expectation(
    "fits", passed=False, message="44 nodes are too small", workload="logging/agent", code="DS815",
    source=SourceLine("ds.yaml", 31),
)  # fmt: skip
THROUGH = Expectation("not-blocked", passed=False, message="stalls", workload="logging/agent", code="DS812")


def findings(*plans: Plan) -> dict[str, Finding]:
    return {finding.code: finding for finding in findings_of(PlanReport(plans)).findings}


def planned(*expectations: Expectation, version: str = "1.36") -> Plan:
    return judged(Plan(version, INVENTORY, WORKLOADS, expectations))


def test_a_failed_expectation_is_a_finding_at_the_line_that_decides_it() -> None:
    found = findings(planned(FITS))["DS815"]
    assert (found.file, found.span and found.span.line) == ("ds.yaml", 31)
    assert (found.severity, found.message) == (Severity.ERROR, "fits: 44 nodes are too small")
    assert str(found.object) == "DaemonSet logging/agent"


def test_what_is_met_is_not_a_finding() -> None:
    assert "DS815" not in findings(planned(FITS._replace(passed=True)))


def test_rejections_are_findings_as_lint_has_them() -> None:
    assert findings(planned())["DS231"].file == "broken.yaml"


@pytest.mark.parametrize("expectations", [(), (THROUGH,)])
def test_a_blocked_rollout_is_one_finding_whether_or_not_an_expectation_reports_it(
    expectations: tuple[Expectation, ...],
) -> None:
    blocked = [item for item in findings_of(PlanReport((planned(*expectations),))).findings if item.code == "DS812"]
    assert len(blocked) == 1
    assert blocked[0].message.startswith("3 nodes")
    assert "; " not in blocked[0].message


def test_versions_that_agree_make_one_finding() -> None:
    found = findings(planned(FITS, version="1.35"), planned(FITS))["DS815"]
    assert found.kubernetes_versions == ("1.35", "1.36")


def rendered(name: str, report: PlanReport) -> str:
    return "\n".join(FORMATS[name](report, Terminal(), FormatOptions()))


def test_annotations_name_file_and_line() -> None:
    assert "::error file=ds.yaml,line=31" in rendered("github", PlanReport((planned(FITS),)))


def test_sarif_has_a_result_for_each() -> None:
    run = json.loads(rendered("sarif", PlanReport((planned(FITS, THROUGH),))))["runs"][0]
    assert run["properties"]["verdict"]["level"] == "rejected"
    rejected = {finding.code for workload in WORKLOADS for finding in workload.rejected}
    assert {result["ruleId"] for result in run["results"]} == {*rejected, "DS812", "DS815", "DS817"}


def test_sarif_has_what_node_agents_request_of_each_pool() -> None:
    assert "overhead" not in json.loads(rendered("sarif", PlanReport((planned(),))))["runs"][0]["properties"]
    plans = [planned()._replace(overhead=(SPOT, GENERAL), cluster=name) for name in ("east", "west")]
    assert overhead_of(PlanReport((planned()._replace(overhead=(GENERAL,)),))) == [
        "node agents of pool general, 1 node: cpu 100m (2.5%), memory 4Gi (25%), pods 1",
    ]
    found = json.loads(rendered("sarif", PlanReport(tuple(plans))))["runs"][0]["properties"]["overhead"]
    assert [sentence.partition(",")[0] for sentence in found] == [
        "east: node agents of pool spot",
        "east: node agents of pool general",
        "west: node agents of pool spot",
        "west: node agents of pool general",
    ]


def test_equal_findings_of_several_clusters_are_one_that_names_them() -> None:
    plans = [planned(FITS)._replace(cluster=name) for name in ("east", "west")]
    other = planned(FITS._replace(message="3 nodes"))._replace(cluster="north")
    found = [finding.message for finding in findings_of(PlanReport((*plans, other))).findings]
    assert "east, west: fits: 44 nodes are too small" in found
    assert "north: fits: 3 nodes" in found


def test_a_cluster_without_a_plan_is_an_input_that_was_not_read() -> None:
    failures = (ClusterFailure("east", "east.yaml:3: bad", "east.yaml", 3), ClusterFailure("west", "not enough memory"))
    unreadable = findings_of(PlanReport((planned(),), failures)).unreadable
    assert [tuple(note)[:3] for note in unreadable[-2:]] == [
        ("east.yaml", 3, "cluster east: east.yaml:3: bad"),
        ("west", None, "cluster west: not enough memory"),
    ]


def test_annotations_begin_with_the_verdict_as_severe_as_the_worst_finding() -> None:
    first = rendered("github", PlanReport((planned(FITS),))).splitlines()[0]
    assert first.startswith("::error title=dslint plan on Kubernetes 1.36::REJECTED: the API server rejects ")
    safe = rendered("github", PlanReport((judged(Plan("1.36", INVENTORY, WORKLOADS[1:2])),))).splitlines()[0]
    assert safe == "::notice title=dslint plan on Kubernetes 1.36::SAFE: default/probe has a node"


def test_code_quality_has_an_entry_for_each() -> None:
    entries = json.loads(rendered("gitlab", PlanReport((planned(FITS),))))
    at_line = {entry["check_name"]: entry["location"]["lines"]["begin"] for entry in entries}
    assert at_line["DS815 pod-larger-than-node"] == 31


def test_the_worst_verdict_of_all_versions_is_that_of_the_run() -> None:
    safe = judged(Plan("1.35", INVENTORY, WORKLOADS[1:2]))
    found = worst_verdict(PlanReport((safe, planned())))
    assert found is not None
    assert verdict_line(found).startswith("REJECTED: ")
    assert worst_verdict(PlanReport((Plan("1.36", INVENTORY, ()),))) is None


def test_a_what_if_is_told_in_annotations_sarif_and_lines() -> None:
    changed = Difference(WORKLOADS[0].ref, State.BOUND, State.EXCLUDED, ("n1",))
    what_if = WhatIf(("drain n1", "taint n2 a=b\nc"), planned(), (changed,))
    title = r"What if: drain n1; taint n2 a=b\nc"
    one = PlanReport((planned()._replace(what_if=what_if),))
    (notice,) = [line for line in rendered("github", one).splitlines() if line.startswith("::notice title=What if")]
    assert notice.endswith(f"%0A{WORKLOADS[0].ref}: 1 node, runs -> not scheduled: n1")
    told = json.loads(rendered("sarif", one))["runs"][0]["properties"]["whatIf"]
    assert [told[0].replace("\n", r"\n"), told[-1]] == [title, f"{WORKLOADS[0].ref}: 1 node, runs -> not scheduled: n1"]
    assert [label.partition(":")[0] for label in told[1:3]] == ["before", "after"]
    assert title in rendered("concise", one).splitlines()
    assert "whatIf" not in json.loads(rendered("sarif", PlanReport((planned(),))))["runs"][0]["properties"]


def test_what_ifs_of_several_plans_name_the_version_or_the_cluster() -> None:
    what_if = WhatIf(("drain n1",), planned(), ())
    versions = PlanReport(
        (planned(version="1.35")._replace(what_if=what_if), planned(FITS)._replace(what_if=what_if)),
    )
    assert [line.partition(" What if")[0] for line in what_if_of(versions) if "What if" in line] == [
        "Kubernetes 1.35:",
        "Kubernetes 1.36:",
    ]
    fleet = PlanReport(tuple(planned()._replace(what_if=what_if, cluster=name) for name in ("east", "west")))
    assert [line for line in what_if_of(fleet) if "What if" in line] == [
        "east: What if: drain n1",
        "west: What if: drain n1",
    ]
