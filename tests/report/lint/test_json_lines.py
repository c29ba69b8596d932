from __future__ import annotations

import json

from dslint.report.lint import json_lines, json_report
from tests.golden.story import CLEAN, MISMATCH, REPORT


def test_each_finding_is_a_line_and_the_totals_are_the_last() -> None:
    found = [json.loads(line) for line in json_lines.lines(REPORT)]
    whole = json.loads("".join(json_report.lines(REPORT)))
    kinds = {"apiVersion": "dslint.dev/v1", "kind": "Finding"}
    assert found[:-1] == [{**kinds, **finding} for finding in whole["findings"]]
    del whole["findings"]
    assert found[-1] == {**whole, "kind": "LintSummary"}


def test_a_line_has_no_line_break_whatever_is_in_it() -> None:
    line = json_lines.finding_line(MISMATCH._replace(message="a\nb\u2028c\ud800##[x]\x1b"))
    assert line.isprintable()
    assert "##[" not in line
    assert json.loads(line)["message"].startswith("a\nb\u2028c")


def test_a_report_without_findings_is_its_totals() -> None:
    (line,) = json_lines.lines(CLEAN)
    assert json.loads(line)["summary"] == {"error": 0, "warning": 0, "info": 0, "suppressed": 0}
