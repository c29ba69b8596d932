"""The number of findings per rule."""

from __future__ import annotations

from dslint.findings import Finding, Severity
from dslint.report.lint import statistics
from dslint.report.terminal import Terminal
from tests.golden.story import BLIND, CLEAN, MISMATCH, OLD_LABEL


def shown(*findings: Finding) -> list[str]:
    return list(statistics.lines(CLEAN._replace(findings=findings), Terminal()))


def test_the_most_frequent_rule_comes_first_and_of_equals_the_lower_code() -> None:
    lines = shown(BLIND, OLD_LABEL, MISMATCH, OLD_LABEL)
    assert lines[:3] == [
        "2  DS301  warning  deprecated-node-label",
        "1  DS231  error    selector-mismatch",
        "1  DS590  info     blind-rollout",
    ]


def test_numbers_stand_below_each_other() -> None:
    lines = shown(*[OLD_LABEL] * 12, MISMATCH)
    assert [line[:9] for line in lines[:2]] == ["12  DS301", " 1  DS231"]


def test_a_rule_whose_severity_differs_by_place_is_counted_by_severity() -> None:
    lines = shown(MISMATCH, MISMATCH._replace(severity=Severity.INFO))
    assert sorted(line.split()[2] for line in lines[:2]) == ["error", "info"]
