"""The formats of a lint report by name. Each is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from dslint.findings import LintReport
from dslint.report.terminal import Terminal

Format = Callable[[LintReport, Terminal], Iterator[str]]
"""Writes the lines of a report. Only the formats for people use the terminal."""


def _text(report: LintReport, terminal: Terminal) -> Iterator[str]:
    from dslint.report.lint import text

    return text.lines(report, terminal)


def _concise(report: LintReport, terminal: Terminal) -> Iterator[str]:
    from dslint.report.lint import concise

    return concise.lines(report, terminal)


def _statistics(report: LintReport, terminal: Terminal) -> Iterator[str]:
    from dslint.report.lint import statistics

    return statistics.lines(report, terminal)


def _json(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import json_report

    return json_report.lines(report)


def _github(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import github

    return github.lines(report)


def _sarif(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import sarif

    return sarif.lines(report)


def _junit(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import junit

    return junit.lines(report)


def _gitlab(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import gitlab

    return gitlab.lines(report)


def _html(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import html

    return html.lines(report)


def _markdown(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import markdown

    return markdown.lines(report)


def _jsonl(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import json_lines

    return json_lines.lines(report)


def _tap(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import tap

    return tap.lines(report)


def _checkstyle(report: LintReport, _: Terminal) -> Iterator[str]:
    from dslint.report.lint import checkstyle

    return checkstyle.lines(report)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": _text,
        "concise": _concise,
        "statistics": _statistics,
        "json": _json,
        "jsonl": _jsonl,
        "github": _github,
        "sarif": _sarif,
        "junit": _junit,
        "tap": _tap,
        "gitlab": _gitlab,
        "checkstyle": _checkstyle,
        "html": _html,
        "markdown": _markdown,
    }
)
