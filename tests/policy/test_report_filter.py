from __future__ import annotations

from dataclasses import replace

from dslint.findings import LintReport, Note, Severity, StaticPod
from dslint.policy.report_filter import ReportFilter, filtered, merged
from dslint.policy.rule_selection import Selection
from tests.golden.story import BLIND, CLEAN, MISMATCH, OLD_LABEL, REPORT

ALL = ReportFilter(Selection((), ()), {})
POD = StaticPod("a.yaml", "a-node-1", "default", accepted=True, error=None)


def codes(report: LintReport) -> list[str]:
    return [finding.code for finding in report.findings]


def test_each_file_has_its_own_choice() -> None:
    choices = {"deploy/agent.yaml": ReportFilter(Selection((), ("DS3",)), {})}
    report = filtered(REPORT, lambda file: choices.get(file or "", ALL))
    assert codes(report) == [code for code in codes(REPORT) if code != "DS301"]


def test_a_rule_can_have_another_severity() -> None:
    choice = ReportFilter(Selection((), ()), {"DS301": Severity.ERROR})
    found = {finding.code: finding.severity for finding in filtered(REPORT, lambda _: choice).findings}
    assert (found["DS301"], found["DS590"]) == (Severity.ERROR, Severity.INFO)


def test_reports_of_different_files_become_one_in_order() -> None:
    first = replace(CLEAN, findings=(OLD_LABEL, MISMATCH._replace(file="z.yaml")), remarks=("a remark",))
    second = replace(
        CLEAN,
        kubernetes_versions=("1.9",),
        findings=(BLIND._replace(file="a.yaml"),),
        skipped=(Note("b.yaml", 1, "is a template"),),
        suppressed=2,
        remarks=("a remark",),
        sources={"b.yaml": "text"},
    )
    report = merged([first, second])
    assert [finding.file for finding in report.findings] == ["a.yaml", "deploy/agent.yaml", "z.yaml"]
    assert (report.kubernetes_versions, report.files, report.documents) == (("1.9", "1.36"), 2, 4)
    assert (report.suppressed, len(report.skipped), report.remarks) == (2, 1, ("a remark",))
    assert set(report.sources) == {"a.yaml", "b.yaml"}
    assert report.static_pods is None


def test_static_pods_of_any_report_are_kept() -> None:
    assert merged([CLEAN, replace(CLEAN, static_pods=(POD,))]).static_pods == (POD,)


def test_one_report_stays_as_it_is() -> None:
    assert merged([REPORT]) is REPORT
