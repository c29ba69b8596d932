from __future__ import annotations

from dslint.findings import Fix, Severity
from dslint.report.lint import github
from tests.golden.story import CLEAN, MISMATCH, REPORT


def test_properties_escape_what_would_end_them_and_messages_keep_it() -> None:
    finding = MISMATCH._replace(file="a,b: 50%\n.yaml", message="50%: a, b", help=None)
    line = next(github.lines(CLEAN._replace(findings=(finding,))))
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert properties.startswith("file=a%2Cb%3A 50%25%0A.yaml,line=13,")
    assert message.startswith("spec.template.metadata.labels: 50%25: a, b")


def test_columns_are_given_for_one_line_only() -> None:
    lines = list(github.lines(REPORT))
    assert "col=" not in lines[0]
    assert ",line=16,endLine=16,col=46,endColumn=67," in lines[1]


def test_severities_have_their_commands() -> None:
    severities = [finding.severity for finding in REPORT.findings]
    assert set(severities) == set(Severity)
    names = {Severity.ERROR: "::error", Severity.WARNING: "::warning", Severity.INFO: "::notice"}
    commands = [line.split(" ")[0] for line in github.lines(REPORT) if line.startswith("::")]
    assert commands == [*(names[severity] for severity in severities), "::error"]


def test_the_fix_is_told_behind_the_help() -> None:
    finding = MISMATCH._replace(help="see", fix=Fix("add 50% more", safe=False))
    line = next(github.lines(CLEAN._replace(findings=(finding,))))
    assert line.endswith("%0Ahelp: see%0Afixable: add 50%25 more (--fix --unsafe-fixes)")
