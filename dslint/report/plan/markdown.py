"""A comment on a pull request: the verdict and what changes in sight, the names folded. Equal plans give equal text."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import Level, Plan, PlanReport, StaticPodPlan, WhatIf
from dslint.report.plan import markdown_workload, plan_ending, static_pod_wording, sums, what_if_wording, wording
from dslint.report.plan.digest import parts, pools_of
from dslint.report.plan.markdown_lines import escaped, finding_line, folded
from dslint.report.plan.overhead import overhead_rows, overhead_sentences
from dslint.report.plan.placed_alike import static_pods_alike
from dslint.report.wording import skipped_notes, where

MARKER = "<!-- dslint plan -->"
"""The first line, so that a bot can find its comment."""

LIMIT = 65_536
"""The most characters in a comment on GitHub."""

_LEVEL_MARK = {
    Level.REJECTED: "❌",
    Level.OUTAGE: "❌",
    Level.BLOCKED: "❌",
    Level.AT_RISK: "⚠️",
    Level.SAFE: "✅",
}
_CUT = "\n\n*Cut here, at the size limit of a comment. `dslint plan --format html` writes the full report.*\n\n"


def lines(report: PlanReport) -> Iterator[str]:
    text = "\n".join(_all(report))
    if len(text) > LIMIT - 1:
        text = _cut(text, f"{_CUT}**{escaped(sums.summary(report))}**")
    yield text


def _cut(text: str, end: str) -> str:
    """The lines that fit, and the totals at the end."""
    end = end if len(end) < LIMIT // 2 else _CUT.rstrip("\n")
    whole = text[: LIMIT - len(end) - 400].rpartition("\n")[0]
    return f"{whole}{_closing_tags(whole)}{end}"


def _closing_tags(text: str) -> str:
    code = "\n```" if text.count("\n```") % 2 else ""
    return code + "\n\n</details>" * (text.count("<details>") - text.count("</details>"))


def _all(report: PlanReport) -> Iterator[str]:
    yield MARKER
    if report.is_fleet:
        from dslint.report.plan import fleet_table, fleet_text

        yield from fleet_text.markdown_lines(report, escaped)
        report = fleet_table.shown_in_detail(report)
    merged = report.merged()
    comparison = report.comparison() if len(merged) > 1 else None
    if comparison is None:
        for versions, plan in merged:
            yield from _plan(plan, ", ".join(versions))
        return
    from dslint.report.plan import markdown_comparison

    yield from markdown_comparison.lines(comparison, [plan for _, plan in merged])
    # The newest plan in sight, the others folded.
    for versions, plan in reversed(merged):
        shown = list(_plan(plan, ", ".join(versions)))
        whole = f"The plan for Kubernetes {escaped(', '.join(versions))} in full"
        yield from ("", *shown, "") if plan is merged[-1][1] else folded(whole, shown)


def _plan(plan: Plan, versions: str) -> Iterator[str]:
    level = Level.REJECTED if plan.unreadable else plan.verdict.level if plan.verdict else None
    mark = f"{_LEVEL_MARK[level]} " if level else ""
    yield f"### {mark}{escaped(sums.headline(plan) or 'dslint plan')}"
    yield ""
    yield escaped(wording.cluster(plan, versions))
    yield ""
    changing, calm = wording.static_pods(plan)
    yield from _static_pods(changing)
    for part in parts(plan, pools_of(plan.inventory)):
        yield from markdown_workload.lines(part, plan)
    if calm:
        yield from (escaped(wording.unchanged_static_pods(calm)), "")
    if plan.what_if is not None:
        yield from _what_if(plan.what_if, plan)
    yield from _expectations(plan)
    yield from _findings(plan)
    yield from _overhead(plan)
    yield from folded("Assumed, not declared", [f"- {escaped(line)}" for line in plan.inventory.assumed])
    yield from _left_out(plan)
    yield f"**{escaped(sums.last_line(plan))}**"


def _left_out(plan: Plan) -> Iterator[str]:
    """What was not read or is not planned, and what else is to know."""
    unread = [f"- ❌ {escaped(f'not read: {where(note)}: {note.message}')}" for note in plan.unreadable]
    found = [*unread, *(f"- {escaped(remark)}" for remark in plan_ending.remarks(plan))]
    yield from (*found, "") if found else ()
    yield from folded("Not planned", [f"- {escaped(line)}" for line in skipped_notes(plan.skipped)])


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


def _expectations(plan: Plan) -> Iterator[str]:
    if not plan.expectations:
        return
    failed = plan_ending.failed_expectations(plan)
    met = [expectation.name for expectation in plan.expectations if expectation.passed]
    shown = [f"- ✅ {escaped(name)}" for name in dict.fromkeys(met)]
    if not failed:
        yield from folded(wording.expectations(plan), shown)
        return
    yield escaped(wording.expectations(plan))
    yield ""
    for expectation, told in failed:
        yield f"- ❌ {escaped(f'{told} ({expectation.source})' if expectation.source else told)}"
    yield ""
    yield from folded("Met", shown)


def _findings(plan: Plan) -> Iterator[str]:
    found = plan_ending.findings(plan)
    yield from (f"- {finding_line(finding)}" for finding in found)
    if found:
        yield ""


def _overhead(plan: Plan) -> Iterator[str]:
    sentences = list(overhead_sentences(plan))
    yield from (f"- {escaped(sentence)}" for sentence in sentences)
    if sentences:
        yield ""
    rows = [f"| {' | '.join(escaped(str(value)) for value in row)} |" for row in overhead_rows(plan)]
    head = ["| pool | nodes | resource | before | after | share | highest |", "|--|--:|--|--:|--:|--:|--|"]
    yield from folded("What node agents request", [*head, *rows] if rows else [])
