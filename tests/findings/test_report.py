"""Findings with their places, and the report of one run."""

from __future__ import annotations

import pytest

from dslint.findings import Finding, Fix, LintReport, Origin, Severity, Silenced, Silencer, Span, added_up, json_form


def finding(severity: Severity = Severity.ERROR, line: int | None = 1, column: int = 1, **fields: object) -> Finding:
    given = {
        "code": "DS231",
        "name": "n",
        "severity": severity,
        "origin": Origin.API_SERVER,
        "message": "m",
        "object": None,
        "field": "",
        "path": ("spec", "a/b"),
        "file": "b.yaml",
        "span": None if line is None else Span(line, column, line, column + 2),
    }
    return Finding(**{**given, **fields})  # type: ignore[arg-type]


def report(*findings: Finding) -> LintReport:
    return LintReport(("1.36",), 1, 1, findings)


def test_findings_are_sorted_by_file_line_column_and_code() -> None:
    found = [
        finding(line=10),
        finding(line=9),
        finding(line=9, column=2),
        finding(line=9, code="DS104"),
        finding(file="a.yaml", line=99),
        finding(file=None, line=None),
    ]
    assert [found.index(one) for one in sorted(found, key=lambda one: one.order)] == [5, 4, 3, 1, 2, 0]


def test_a_finding_without_a_span_has_no_line() -> None:
    one, placed = finding(line=None), finding(line=3)
    assert (one.line, one.column, one.end_line, one.end_column) == (None, None, None, None)
    assert (placed.line, placed.column, placed.end_line, placed.end_column) == (3, 1, 3, 3)
    assert placed.pointer == "/spec/a~1b"


@pytest.mark.parametrize(("severity", "errors"), [(Severity.ERROR, True), (Severity.WARNING, False)])
def test_a_report_reaches_a_threshold_with_its_worst_finding(severity: Severity, errors: bool) -> None:
    found = report(finding(Severity.INFO), finding(severity))
    assert found.reaches(Severity.ERROR) is errors
    assert found.reaches(Severity.WARNING)
    assert not report().reaches(Severity.INFO)


def test_what_hides_findings_counts_as_suppressed_and_what_lets_them_pass_does_not() -> None:
    silenced = [
        Silenced(Silencer.COMMENT, "a", 2),
        Silenced(Silencer.FAIL_ON, "c", 3),
        Silenced(Silencer.BASELINE, "k", 0),
    ]
    left = report(finding(), finding()).without([finding()], silenced)
    assert (len(left.findings), left.suppressed) == (1, 2)
    assert left.silenced == (Silenced(Silencer.COMMENT, "a", 2), Silenced(Silencer.FAIL_ON, "c", 3))
    assert left.summary == {"error": 1, "warning": 0, "info": 0, "suppressed": 2, "silenced": json_form(left.silenced)}
    again = left.without(left.findings, [Silenced(Silencer.COMMENT, "a", 1)])
    assert (again.suppressed, again.silenced[0].number) == (3, 3)


def test_each_silencer_of_each_file_is_told_once_in_the_order_of_the_silencers() -> None:
    found = [
        Silenced(Silencer.BASELINE, "k", 1),
        Silenced(Silencer.COMMENT, "b", 1),
        Silenced(Silencer.COMMENT, "a", 1),
        Silenced(Silencer.COMMENT, "b", 4),
    ]
    assert added_up(found) == (
        Silenced(Silencer.COMMENT, "a", 1),
        Silenced(Silencer.COMMENT, "b", 5),
        Silenced(Silencer.BASELINE, "k", 1),
    )


@pytest.mark.parametrize(
    ("silencer", "hides"), [(Silencer.CONFIGURATION, True), (Silencer.SEVERITY, False), (Silencer.EXCLUDE, False)]
)
def test_a_silencer_hides_findings_or_only_lets_them_pass(silencer: Silencer, hides: bool) -> None:
    assert silencer.hides is hides


def test_json_names_kind_and_version() -> None:
    value = report(finding()).to_dict()
    assert (value["apiVersion"], value["kind"], value["findings"][0]["line"]) == ("dslint.dev/v1", "LintReport", 1)
    assert "staticPods" not in value


def test_fixes_of_files_that_nobody_can_change_are_left_out() -> None:
    found = report(*(finding(file=name, fix=Fix("x")) for name in ("a", "b")))
    assert found.without_fixes({"a"}).fixable == (1, 0)
    assert found.without_fixes().fixable == (0, 0)
    assert found.without_fixes({"c"}) == found


def test_a_finding_is_written_as_one_line_with_what_is_known_of_its_place() -> None:
    placed = finding()._replace(file="ds.yaml", span=Span(3, 5, 3, 9), field="spec.replicas", message="unknown field")
    assert (
        str(placed)
        == f"ds.yaml:3:5: {placed.severity.value}[{placed.code} {placed.name}]: spec.replicas: unknown field"
    )
    bare = placed._replace(file=None, span=None, field="")
    assert str(bare) == f"{placed.severity.value}[{placed.code} {placed.name}]: unknown field"
