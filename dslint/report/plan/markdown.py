"""A comment on a pull request: verdict and sums, then what changes in sight, and the names folded.

Equal plans give equal text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.plans import Level, Plan, PlanReport, StaticPodPlan, WhatIf
from dslint.report.markdown import Section, escaped, fitted, folded
from dslint.report.plan import markdown_workload, plan_ending, static_pod_wording, sums, what_if_wording, wording
from dslint.report.plan.digest import parts, pools_of
from dslint.report.plan.markdown_lines import finding_line
from dslint.report.plan.overhead import overhead_rows, overhead_sentences
from dslint.report.plan.placed_alike import static_pods_alike
from dslint.report.wording import skipped_notes, where

MARKER = "<!-- dslint plan -->"
"""The first line, so that a bot can find its comment."""

_LEVEL_MARK = {
    Level.REJECTED: "❌",
    Level.OUTAGE: "❌",
    Level.BLOCKED: "❌",
    Level.AT_RISK: "⚠️",
    Level.SAFE: "✅",
}
FULL = "`dslint plan --format html` writes the full report."


def lines(report: PlanReport) -> Iterator[str]:
    head = [MARKER]
    if report.is_fleet:
        from dslint.report.plan import fleet_table, fleet_text

        head += fleet_text.markdown_lines(report, escaped)
        report = fleet_table.shown_in_detail(report)
    merged = report.merged()
    comparison = report.comparison() if len(merged) > 1 else None
    if comparison is None:
        head += _head(*merged[0]) if len(merged) == 1 else []
        sections = [one for versions, plan in merged for one in _sections(plan, versions, headed=len(merged) > 1)]
        yield fitted(head, sections, FULL)
        return
    from dslint.report.plan import markdown_comparison

    head += markdown_comparison.head(comparison, [plan for _, plan in merged])
    compared = [Section(tuple(part)) for part in markdown_comparison.parts(comparison, merged[-1][1])]
    # The newest plan in sight, the others folded.
    newest, *others = reversed(merged)
    yield fitted(head, [*compared, *_sections(newest[1], newest[0]), *map(_folded_plan, others)], FULL)


def _folded_plan(merged: tuple[tuple[str, ...], Plan]) -> Section:
    versions, plan = merged
    body = [line for section in _sections(plan, versions) for line in section.lines]
    return Section(tuple(folded(f"The plan for Kubernetes {', '.join(versions)} in full", body)))


def _head(versions: Sequence[str], plan: Plan) -> list[str]:
    """The verdict, and then the sums: no part of them is ever cut."""
    level = Level.REJECTED if plan.unreadable else plan.verdict.level if plan.verdict else None
    mark = f"{_LEVEL_MARK[level]} " if level else ""
    title = escaped(sums.headline(plan) or "dslint plan")
    cluster = escaped(wording.cluster(plan, ", ".join(versions)))
    return [f"### {mark}{title}", "", f"**{escaped(sums.sums_line(plan))}**", "", cluster, ""]


def _sections(plan: Plan, versions: Sequence[str], *, headed: bool = True) -> Iterator[Section]:
    """Workloads come first and give way first; what is said of the whole plan stays as long as there is room."""
    if headed:
        yield Section(tuple(_head(versions, plan)), kept=True)
    changing, calm = wording.static_pods(plan)
    yield Section(tuple(_static_pods(changing)))
    for part in parts(plan, pools_of(plan.inventory)):
        yield Section(tuple(markdown_workload.lines(part, plan)))
    if calm:
        yield Section((escaped(wording.unchanged_static_pods(calm)), ""))
    if plan.what_if is not None:
        yield Section(tuple(_what_if(plan.what_if, plan)), kept=True)
    yield from (Section(tuple(part), kept=True) for part in (_failed(plan), _findings(plan), _overhead(plan)))
    yield Section((*_met(plan), *_requests(plan), *_assumed(plan)))
    yield Section(tuple(_unread(plan)), kept=True)
    yield Section(tuple(folded("Not planned", [f"- {escaped(line)}" for line in skipped_notes(plan.skipped)])))


def _unread(plan: Plan) -> Iterator[str]:
    """What was not read, and what else is to know."""
    unread = [f"- ❌ {escaped(f'not read: {where(note)}: {note.message}')}" for note in plan.unreadable]
    found = [*unread, *(f"- {escaped(remark)}" for remark in plan_ending.remarks(plan))]
    yield from (*found, "") if found else ()


def _static_pods(pods: list[StaticPodPlan]) -> Iterator[str]:
    if not pods:
        return
    yield "#### Static pods"
    yield ""
    for alike in static_pods_alike(pods):
        yield f"- {escaped(static_pod_wording.sentence(alike))}"
        yield from (f"  - {escaped(note)}" for note in (*alike[0].notes, *static_pod_wording.problems(alike[0])))
    yield ""


def _what_if(what_if: WhatIf, plan: Plan) -> Iterator[str]:
    yield from (f"#### {escaped(what_if_wording.title(what_if))}", "")
    for label, outcome in what_if_wording.outcomes(what_if, plan):
        yield f"- {label}: {escaped(outcome)}"
    changes = what_if_wording.changes(what_if)
    if not changes:
        yield f"- {what_if_wording.NOTHING}"
    for sentence, details in changes:
        yield f"- {escaped(sentence)}"
        yield from (f"  - {escaped(detail)}" for detail in details)
    yield ""


def _failed(plan: Plan) -> Iterator[str]:
    """The expectations that failed."""
    failed = plan_ending.failed_expectations(plan) if plan.expectations else []
    if not failed:
        return
    yield from (escaped(wording.expectations(plan)), "")
    for failure in failed:
        told, source = failure.told, failure.expectation.source
        yield f"- ❌ {escaped(f'{told} ({source})' if source else told)}"
    yield ""


def _met(plan: Plan) -> Iterator[str]:
    """The expectations that were met."""
    if not plan.expectations:
        return
    met = [expectation.name for expectation in plan.expectations if expectation.passed]
    shown = [f"- ✅ {escaped(name)}" for name in dict.fromkeys(met)]
    yield from folded("Met" if plan_ending.told_failures(plan) else wording.expectations(plan), shown)


def _findings(plan: Plan) -> Iterator[str]:
    found = plan_ending.findings(plan)
    if found:
        # Without a line between them, two lists are one.
        yield from ("Findings", "", *(f"- {finding_line(finding)}" for finding in found), "")


def _overhead(plan: Plan) -> Iterator[str]:
    for sentence in overhead_sentences(plan):
        yield from (escaped(f"{sentence[0].upper()}{sentence[1:]}"), "")


def _requests(plan: Plan) -> Iterator[str]:
    rows = [f"| {' | '.join(escaped(str(value)) for value in row)} |" for row in overhead_rows(plan)]
    head = ["| pool | nodes | resource | before | after | share | highest |", "|--|--:|--|--:|--:|--:|--|"]
    yield from folded("What node agents request", [*head, *rows] if rows else [])


def _assumed(plan: Plan) -> Iterator[str]:
    yield from folded("Assumed, not declared", [f"- {escaped(line)}" for line in plan.inventory.assumed])
