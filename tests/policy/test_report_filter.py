from __future__ import annotations

import pytest

from dslint.findings import LintReport, Note, Severity, StaticPod
from dslint.policy import catalogue
from dslint.policy.report_filter import ReportFilter, Selection, UnknownSelectorError, filtered, merged
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
    first = CLEAN._replace(findings=(OLD_LABEL, MISMATCH._replace(file="z.yaml")), remarks=("a remark",))
    second = CLEAN._replace(
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
    assert merged([CLEAN, CLEAN._replace(static_pods=(POD,))]).static_pods == (POD,)


def test_one_report_stays_as_it_is() -> None:
    assert merged([REPORT]) is REPORT


NAMES = {"DS231": "selector-mismatch", "DS232": "selector-change", "DS301": "deprecated-node-label"}


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "names", lambda: NAMES)


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ([], [], ["DS231", "DS232", "DS301"]),
        (["DS2"], [], ["DS231", "DS232"]),
        ([], ["DS2"], ["DS301"]),
        (["DS231"], ["DS2"], ["DS231"]),
        (["DS2"], ["DS232"], ["DS231"]),
        (["DS"], ["DS2,DS301"], []),
        (["DS301"], ["DS301"], []),
    ],
)
def test_the_longer_beginning_wins_and_ignoring_wins_a_tie(
    select: list[str], ignore: list[str], kept: list[str]
) -> None:
    selection = Selection.of(select, ignore)
    assert [code for code in NAMES if selection.keeps(code)] == kept


@pytest.mark.parametrize(
    ("text", "hint"), [("DS9", "dslint rules lists them"), ("selector-mismatches", "selector-mismatch")]
)
def test_a_text_that_selects_nothing_is_answered_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(UnknownSelectorError, match=hint):
        Selection.of([text], [])


def test_what_is_left_out_and_was_never_kept_is_idle() -> None:
    assert Selection.of(["DS2"], ["DS301", "DS231"]).idle(NAMES) == ("DS301",)
    assert Selection.of([], ["DS301"]).idle(NAMES) == ()


@pytest.mark.parametrize("text", ["", " ", "DS2,", ",DS2"])
def test_an_empty_text_selects_nothing(text: str) -> None:
    with pytest.raises(UnknownSelectorError, match="an empty string selects no rules"):
        Selection.of([text], [])
