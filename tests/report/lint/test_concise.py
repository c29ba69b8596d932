"""One line a finding."""

from __future__ import annotations

from dslint.findings import Fix, LintReport
from dslint.report.lint import concise
from dslint.report.terminal import Terminal
from tests.golden.story import CLEAN, MISMATCH, REPORT, TWICE, WITHOUT_TEXT


def shown(report: LintReport, terminal: Terminal | None = None) -> list[str]:
    return list(concise.lines(report, terminal or Terminal()))


def of(*findings, versions=MISMATCH.kubernetes_versions) -> LintReport:
    return CLEAN._replace(findings=findings, kubernetes_versions=versions)


def test_place_severity_rule_and_sentence_stand_in_one_line() -> None:
    assert shown(of(MISMATCH))[0] == (
        "deploy/agent.yaml:13:9: error DS231 selector-mismatch: spec.template.metadata.labels: "
        'Invalid value: {"app":"agnet"}: `selector` does not match template `labels`'
    )


def test_a_finding_without_a_file_is_of_its_object() -> None:
    assert shown(of(WITHOUT_TEXT))[0] == "DaemonSet bare: error DS231 selector-mismatch: spec.selector: Required value"


def test_versions_are_named_where_the_finding_does_not_hold_for_all() -> None:
    some = MISMATCH._replace(kubernetes_versions=("1.27", "1.36"))
    assert shown(of(some))[0].endswith(" (Kubernetes 1.27, 1.36)")
    assert "Kubernetes" not in shown(of(MISMATCH))[0]


def test_each_finding_is_one_line_whatever_its_texts() -> None:
    lines = shown(REPORT)
    assert [line for line in lines if "\n" in line or "\x1b" in line] == []
    assert len([line for line in lines if " DS" in line]) >= len(REPORT.findings)


def test_the_severity_is_coloured_and_no_other_text() -> None:
    line = shown(of(TWICE), Terminal(colour=True))[0]
    assert line.count("\033[") == 2
    assert "\033[1;38;5;196merror\033[0m DS002" in line


def test_what_fix_fixes_is_marked() -> None:
    safe = MISMATCH._replace(fix=Fix("add the labels", ()))
    marked = shown(of(safe))[0]
    assert marked == shown(of(MISMATCH))[0].replace("selector-mismatch: ", "selector-mismatch: [*] ")
    assert shown(of(safe._replace(fix=safe.fix._replace(safe=False))))[0] == shown(of(MISMATCH))[0]
