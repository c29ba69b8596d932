"""All rules as a table."""

from __future__ import annotations

from dslint.findings import Origin, Rule, Severity
from dslint.report import rule_list
from dslint.report.terminal import Terminal

SHORT = Rule("DS001", "bad", "cannot be read", Severity.ERROR, Origin.READER, "mend it")
LONG = Rule("DS590", "blind-rollout", " ".join(["word"] * 12), Severity.INFO, Origin.TRAP, "add a probe")


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(rule_list.lines([SHORT, LONG._replace(summary="no probe")], Terminal())) == [
        "DS001  error    bad            cannot be read",
        "DS590  info     blind-rollout  no probe",
    ]


def test_a_long_summary_goes_on_below_itself() -> None:
    first, second, *others = rule_list.lines([LONG], Terminal(width=60))
    assert first == f"DS590  info     blind-rollout  {' '.join(['word'] * 6)}"
    assert second == f"{' ' * 31}{' '.join(['word'] * 6)}"
    assert others == []


def test_no_rules_are_no_lines() -> None:
    assert list(rule_list.lines([], Terminal())) == []
