"""Text for people: the verdict, each workload with what changes first, and in the end the verdict with the sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.plans import Level, Plan, PlanReport, StaticPodPlan
from dslint.report.escapes import visible
from dslint.report.plan import sums, text_workload, wording
from dslint.report.plan.digest import parts, pools_of
from dslint.report.plan.overhead import overhead_sentences
from dslint.report.plan.text_workload import SHOWN_BY_ALL
from dslint.report.terminal import LOWEST_WIDTH, Ink, Terminal, hanging, indented, marked, wrapped
from dslint.report.wording import skipped_notes, where

INK = {
    Level.REJECTED: Ink.ERROR,
    Level.OUTAGE: Ink.ERROR,
    Level.BLOCKED: Ink.ERROR,
    Level.AT_RISK: Ink.WARNING,
    Level.SAFE: Ink.GOOD,
}


def lines(report: PlanReport, terminal: Terminal, *, everything: bool = False) -> Iterator[str]:
    """`everything` names every node and every group, and shows the plan of every version whole.

    Versions that agree are shown once; of those that differ the newest whole, after the comparison.
    """
    merged = report.merged()
    if len(merged) > 1:
        comparison = report.comparison()
        if comparison is not None:
            from dslint.report.plan import text_comparison

            yield from text_comparison.lines(comparison, [plan for _, plan in merged], terminal)
            merged = merged if everything else merged[-1:]
            if not everything:
                yield terminal.paint(
                    f"The plan for Kubernetes {', '.join(merged[0][0])} in full (--all shows each):", Ink.FAINT
                )
                yield ""
    for versions, plan in merged:
        yield from _plan(plan, ", ".join(versions), terminal, everything=everything)


def _plan(plan: Plan, versions: str, terminal: Terminal, *, everything: bool) -> Iterator[str]:
    if plan.verdict is not None:
        shown = wrapped(visible(sums.headline(plan)), max(LOWEST_WIDTH, terminal.width))
        ink = Ink.ERROR if plan.unreadable else _ink(plan)
        yield from (terminal.paint(line, ink) for line in shown)
    yield from _painted(wording.cluster(plan, versions), Ink.FAINT, terminal)
    yield ""
    calm = ""
    if plan.static_pods:
        changing, unchanged = (plan.static_pods, []) if everything else wording.static_pods(plan)
        yield from _static_pods(changing, terminal)
        calm = wording.unchanged_static_pods(unchanged)
    for part in parts(plan, pools_of(plan.inventory)):
        yield from text_workload.lines(part, plan, terminal, everything=everything)
        yield ""
    if calm:
        shown = wrapped(visible(f"= {calm} (--all)"), max(LOWEST_WIDTH, terminal.width))
        yield from (terminal.paint(line, Ink.FAINT) for line in shown)
        yield ""
    if plan.what_if is not None:
        from dslint.report.plan import text_what_if

        yield from text_what_if.lines(plan.what_if, plan, terminal)
    yield from _expectations(plan, terminal, everything=everything)
    yield from _findings(plan, terminal)
    yield from _overhead(plan, terminal, everything=everything)
    yield from _footer(plan, terminal)
    yield from _painted(sums.last_line(plan), _ink(plan), terminal)


def _ink(plan: Plan) -> Ink:
    """Nothing is green because there is nothing to plan."""
    if plan.verdict is None:
        return Ink.STRONG
    return Ink.WARNING if not plan.workloads and plan.verdict.level is Level.SAFE else INK[plan.verdict.level]


def _painted(text: str, ink: Ink, terminal: Terminal) -> Iterator[str]:
    return (terminal.paint(line, ink) for line in hanging(visible(text), terminal))


def _static_pods(pods: Sequence[StaticPodPlan], terminal: Terminal) -> Iterator[str]:
    if not pods:
        return
    from dslint.report.plan import static_pod_wording
    from dslint.report.plan.placed_alike import static_pods_alike

    yield terminal.paint("Static pods", Ink.STRONG)
    for alike in static_pods_alike(pods):
        yield from indented(static_pod_wording.sentence(alike), terminal)
        for message in (*alike[0].notes, *static_pod_wording.problems(alike[0])):
            yield from marked("!", message, terminal)
    yield ""


def _expectations(plan: Plan, terminal: Terminal, *, everything: bool) -> Iterator[str]:
    if not any(expectation.fails for expectation in plan.expectations):
        return
    from dslint.report.plan import plan_ending

    failed = plan_ending.failed_expectations(plan, everything=everything)
    if not failed:
        return
    yield wording.expectations(plan)
    for failure in failed:
        expectation = failure.expectation
        source = f" ({expectation.source})" if expectation.source else ""
        code = f"[{expectation.code}] " if expectation.code else ""
        yield from marked("!", f"{code}{failure.told}{source}", terminal)
        if failure.more:
            yield from indented(SHOWN_BY_ALL, terminal)
    yield ""


def _findings(plan: Plan, terminal: Terminal) -> Iterator[str]:
    if not plan.findings:
        return
    from dslint.report.plan import plan_ending

    found = plan_ending.findings(plan)
    if not found:
        return
    yield "Findings"
    for finding in found:
        yield from text_workload.finding_lines(finding, terminal)
    yield ""


def _overhead(plan: Plan, terminal: Terminal, *, everything: bool) -> Iterator[str]:
    found = list(overhead_sentences(plan, everything=everything))
    for sentence in found:
        first, *others = wrapped(visible(f"{sentence[0].upper()}{sentence[1:]}"), max(LOWEST_WIDTH, terminal.width))
        yield from (first, *(f"  {line}" for line in others))
    if found:
        yield ""


def _footer(plan: Plan, terminal: Terminal) -> Iterator[str]:
    remarks = [*skipped_notes(plan.skipped)]
    remarks += (f"not read: {where(note)}: {note.message}" for note in plan.unreadable)
    if plan.remarks:
        from dslint.report.plan import plan_ending

        remarks += plan_ending.remarks(plan)
    for remark in remarks:
        yield from _painted(remark, Ink.FAINT, terminal)
    if plan.inventory.assumed:
        yield "Assumed, not declared:"
        for assumption in plan.inventory.assumed:
            first, *others = wrapped(visible(assumption), max(LOWEST_WIDTH, terminal.width - 4))
            yield terminal.paint(f"  - {first}", Ink.FAINT)
            yield from (terminal.paint(f"    {line}", Ink.FAINT) for line in others)
        yield ""
