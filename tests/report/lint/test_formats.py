"""Every format, with one shared list of findings."""

from __future__ import annotations

import re

import pytest

from dslint.cli.reports import form_of
from dslint.findings import Origin, Severity
from dslint.report.escapes import harmless
from dslint.report.lint import sarif
from dslint.report.lint.formats import FORMATS
from dslint.report.terminal import Terminal
from tests.golden.compare import agrees
from tests.golden.story import CLEAN, REPORT
from tests.report.validated import errors_of

GOLDEN = {
    "text": "lint/text.txt",
    "concise": "lint/concise.txt",
    "statistics": "lint/statistics.txt",
    "json": "lint/report.json",
    "github": "lint/github.txt",
    "sarif": "lint/report.sarif",
    "junit": "lint/junit.xml",
    "gitlab": "lint/gitlab.json",
    "html": "lint/page.html",
    "markdown": "lint/comment.md",
    "jsonl": "lint/report.jsonl",
    "tap": "lint/report.tap",
    "checkstyle": "lint/checkstyle.xml",
}
COLOUR = re.compile(r"\033\[[\d;]+m")


def rendered(name: str, terminal: Terminal | None = None) -> str:
    """As it is written: no format is without what guards the output."""
    shown = terminal or Terminal()
    lines = FORMATS[name](REPORT, shown)
    return "".join(f"{harmless(line, form_of(name), styled=shown.styled)}\n" for line in lines)


def test_every_format_has_a_golden_file() -> None:
    assert set(GOLDEN) == set(FORMATS)


def test_the_shared_report_has_every_family_and_whatever_a_finding_can_have() -> None:
    found = REPORT.findings
    assert {finding.code[2] for finding in found} == set("0123456789")
    assert {finding.origin for finding in found} == set(Origin)
    assert {finding.severity for finding in found} == set(Severity)
    assert {finding.fix.safe for finding in found if finding.fix} == {True, False}
    assert (REPORT.folded, REPORT.unchecked, len(REPORT.unreadable), len(REPORT.static_pods or ())) == (5, 1, 1, 2)


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("name", GOLDEN)
def test_every_rule_of_the_shared_report_is_in_every_format(name: str) -> None:
    text = rendered(name)
    assert [finding.code for finding in REPORT.findings if finding.code not in text] == []


@pytest.mark.usefixtures("_rules_of_the_story")
@pytest.mark.parametrize("name", GOLDEN)
def test_a_format_shows_the_findings_as_its_golden_file_does(
    name: str, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "__version__", "0.0.0")
    text = rendered(name)
    assert errors_of(text) == []
    agrees(text, GOLDEN[name], accept=accept)


@pytest.mark.parametrize("width", [80, 40])
def test_narrow_terminals_crop_long_lines_around_the_error(width: int, accept: bool) -> None:
    agrees(rendered("text", Terminal(width=width, verbose=True)), f"lint/text-{width}.txt", accept=accept)


@pytest.mark.parametrize("name", ["text", "concise", "statistics"])
def test_colours_change_nothing_but_colours(name: str) -> None:
    coloured = rendered(name, Terminal(colour=True))
    assert coloured != rendered(name)
    assert COLOUR.sub("", coloured) == rendered(name)


@pytest.mark.parametrize("name", ["text", "concise", "statistics"])
def test_a_report_without_findings_counts_what_was_checked(name: str) -> None:
    assert list(FORMATS[name](CLEAN, Terminal())) == ["nothing found in 2 objects of 1 file (Kubernetes 1.36)"]
