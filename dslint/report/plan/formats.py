"""The formats of a plan's report by name. Each is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from dslint.limits import ALIKE_TOLD
from dslint.plans import Plan, PlanReport
from dslint.report.terminal import Terminal


class FormatOptions(NamedTuple):
    """`everything` names every node, group and finding; `trace` shows rollouts step by step."""

    everything: bool = False
    trace: bool = False


Format = Callable[[PlanReport, Terminal, FormatOptions], Iterator[str]]


def _text(report: PlanReport, terminal: Terminal, options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import text

    if report.is_fleet:
        from dslint.report.plan import fleet_text
        from dslint.report.plan.fleet_table import one_by_one, shown_in_detail

        shown = shown_in_detail(report, everything=options.everything)
        yield from fleet_text.text_lines(report, terminal, everything=options.everything)
        for part in one_by_one(shown):
            yield from text.lines(part, terminal, everything=options.everything)
            yield ""
        yield from fleet_text.text_end(report, shown, terminal)
        return
    yield from text.lines(report, terminal, everything=options.everything)


def _json(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import json_report

    return json_report.lines(report)


def _markdown(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import markdown

    return markdown.lines(report)


def _html(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import html

    return html.lines(report)


def _junit(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import junit

    return junit.lines(report)


def _github(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan.plan_findings import github_lines

    return github_lines(report)


def _sarif(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.findings import json_form
    from dslint.report.lint import sarif
    from dslint.report.plan.plan_findings import findings_of, overhead_of, what_if_of, worst_verdict

    verdict = json_form(worst_verdict(report))
    properties = {"verdict": verdict, "overhead": overhead_of(report), "whatIf": what_if_of(report)}
    return sarif.lines(findings_of(report), {name: value for name, value in properties.items() if value})


def _gitlab(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.lint import gitlab
    from dslint.report.plan.plan_findings import findings_of

    return gitlab.lines(findings_of(report))


def _jsonl(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import json_lines

    return json_lines.lines(report)


def _tap(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import tap

    return tap.lines(report)


def _checkstyle(report: PlanReport, _terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.lint import checkstyle
    from dslint.report.plan.plan_findings import findings_of

    return checkstyle.lines(findings_of(report))


def _concise(report: PlanReport, terminal: Terminal, _options: FormatOptions) -> Iterator[str]:
    from dslint.report.plan import concise

    return concise.lines(report, terminal)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": _text,
        "concise": _concise,
        "json": _json,
        "jsonl": _jsonl,
        "markdown": _markdown,
        "html": _html,
        "junit": _junit,
        "tap": _tap,
        "github": _github,
        "gitlab": _gitlab,
        "checkstyle": _checkstyle,
        "sarif": _sarif,
    }
)


def with_wishes(report: PlanReport, form: str, wishes: FormatOptions) -> PlanReport:
    """The report for a format: a page draws the steps of rollouts, others have them if they are asked for.

    Findings that come by the thousand are summed up, unless everything is asked for.
    """
    if not wishes.everything and any(map(_has_many_findings, report.plans)):
        from dslint.plans.summary import summed_up

        report = summed_up(report)
    if form == "html" or wishes.trace:
        return report
    from dslint.plans.untraced import untraced

    return untraced(report)


def _has_many_findings(plan: Plan) -> bool:
    return len(plan.findings) > ALIKE_TOLD or (plan.what_if is not None and _has_many_findings(plan.what_if.plan))


def summary(report: PlanReport) -> str:
    """The totals in one line, for when all formats go to files."""
    if report.is_fleet:
        from dslint.report.plan import fleet_table

        return fleet_table.headline(report)
    from dslint.report.plan import sums

    return sums.summary(report)
