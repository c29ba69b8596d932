"""Text for people: what is removed at once, where the pod runs, where not and why, how the change rolls out."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import Plan, PlanReport, Reason, Rollout, State, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.plan import rollout_wording, text_explanation, text_what_if, verdict, wording
from dslint.report.plan.digest import Digest, Pools, digests, pools_of
from dslint.report.plan.text_lines import LOWEST_WIDTH, indented, marked, with_source
from dslint.report.terminal import Ink, Terminal, wrapped
from dslint.report.wording import plural, where

GROUPS = 12
"""If there are more groups, the smallest ones are only counted, unless --all is given."""

INK = {
    State.BOUND: Ink.GOOD,
    State.CANDIDATE: Ink.GOOD,
    State.PENDING: Ink.ERROR,
    State.MISSCHEDULED: Ink.WARNING,
    State.REMOVED: Ink.WARNING,
    State.EXCLUDED: Ink.FAINT,
}


def lines(report: PlanReport, terminal: Terminal, *, everything: bool = False) -> Iterator[str]:
    """`everything` names every node and every group. Versions that agree are shown once."""
    for versions, plan in report.merged():
        yield from _plan(plan, ", ".join(versions), terminal, everything=everything)


def _plan(plan: Plan, versions: str, terminal: Terminal, *, everything: bool) -> Iterator[str]:
    pools = pools_of(plan.inventory)
    cluster = visible(wording.cluster(plan, versions))
    yield from _static_pods(plan, cluster, terminal)
    for workload in plan.workloads:
        yield f"{terminal.paint(visible(wording.title(workload)), Ink.STRONG)} on {cluster}"
        yield from _workload(workload, plan, pools, terminal, everything=everything)
        yield ""
    if plan.what_if is not None:
        yield from text_what_if.lines(plan.what_if, plan, terminal)
    yield from _expectations(plan, terminal)
    yield from _footer(plan, terminal)
    yield terminal.paint(wording.last_line(plan), Ink.STRONG)


def _steps(rollout: Rollout, terminal: Terminal) -> Iterator[str]:
    """With --trace: the pods by state after each turn."""
    for number, step in enumerate(rollout.steps or (), start=1):
        counts = ", ".join(f"{number} {state}" for state, number in step.numbers.items() if number)
        yield from indented(f"{number:>3}  after {step.after}: {counts or 'no pods'}", terminal)


def _static_pods(plan: Plan, cluster: str, terminal: Terminal) -> Iterator[str]:
    """Static pods come first, as on their nodes."""
    if not plan.static_pods:
        return
    yield f"{terminal.paint('Static pods', Ink.STRONG)} on {cluster}"
    for pod in plan.static_pods:
        yield from indented(wording.static_pod(pod), terminal)
        for message in (*pod.notes, *wording.static_pod_problems(pod)):
            yield from marked("!", message, terminal)
    yield ""


def _workload(
    workload: WorkloadPlan, plan: Plan, pools: Pools, terminal: Terminal, *, everything: bool
) -> Iterator[str]:
    yield f"  {visible(wording.headline(workload, plan))}"
    yield from _removed_at_once(workload, terminal)
    for note in workload.notes:
        yield from marked("!", note, terminal)
    for finding in workload.rejected:
        place = f" ({finding.file}:{finding.span.line})" if finding.file and finding.span else ""
        message = f"{finding.field}: {finding.message}" if finding.field else finding.message
        yield from marked("!", f"{message}{place}", terminal)
    yield from _groups(digests(workload.placement, pools), terminal, everything=everything)
    yield from _rollout(workload, terminal)
    for explanation in workload.explanations:
        yield from text_explanation.lines(explanation, terminal)


def _removed_at_once(workload: WorkloadPlan, terminal: Terminal) -> Iterator[str]:
    """The most important sentence, so it is the first one."""
    if workload.rollout is None or not workload.rollout.removed_at_once:
        return
    groups = wording.removed_at_once(workload)
    count = sum(len(group.nodes) for group in groups)
    lose = "node loses its pod" if count == 1 else "nodes lose their pods"
    yield from marked("!", f"{count} {lose} at once: no budget limits this", terminal)
    for group in groups:
        reasons = "; ".join(f"{reason.message}{_at(reason)}" for reason in group.reasons)
        yield from indented(f"{len(group.nodes)}: {reasons}", terminal)


def _at(reason: Reason) -> str:
    return f" ({reason.source})" if reason.source else ""


def _rollout(workload: WorkloadPlan, terminal: Terminal) -> Iterator[str]:
    rollout = workload.rollout
    if rollout is None:
        return
    yield ""
    yield from marked("~", rollout_wording.what_changes(rollout), terminal)
    for sentence in rollout_wording.sentences(rollout):
        yield from indented(sentence, terminal)
    yield from _steps(rollout, terminal)
    if rollout.blocked:
        yield from marked("!", f"BLOCKED: {rollout.blocked.message}", terminal)
        yield from indented(rollout.blocked.help, terminal)


def _groups(groups: list[Digest], terminal: Terminal, *, everything: bool) -> Iterator[str]:
    if not groups:
        return
    yield ""
    shown = groups if everything or len(groups) <= GROUPS else groups[: GROUPS - 1]
    widths = max(len(wording.VERB[group.state]) for group in shown), max(len(str(len(group.nodes))) for group in shown)
    for group in shown:
        yield from _group(group, widths, terminal, everything=everything)
    rest = groups[len(shown) :]
    if rest:
        nodes = sum(len(group.nodes) for group in rest)
        yield terminal.paint(f"  {len(rest)} more groups with {plural(nodes, 'node')}; --all shows them", Ink.FAINT)


def _group(group: Digest, widths: tuple[int, int], terminal: Terminal, *, everything: bool) -> Iterator[str]:
    """State, number of nodes, and the reasons and names in a column; `widths` are those of the first two."""
    verb = terminal.paint(wording.VERB[group.state].ljust(widths[0]), INK[group.state])
    head = f"  {verb}  {len(group.nodes):>{widths[1]}}  "
    indent = " " * (sum(widths) + 6)
    room = max(LOWEST_WIDTH, terminal.width - len(indent))
    body = [line for message in (*group.reasons, *group.notes) for line in with_source(*message, room, terminal)]
    body += list(_victims(group, room))
    named = wrapped(visible(wording.pools_and_nodes(group.pools, group.names, everything=everything)), room)
    first, *others = [*body, *(terminal.paint(line, Ink.FAINT) for line in named)]
    yield f"{head}{first}"
    yield from (f"{indent}{line}" for line in others)


def _victims(group: Digest, room: int) -> Iterator[str]:
    if group.evicts:
        names = [f"{victim.namespace}/{victim.name}" for victim in group.evicts]
        yield from wrapped(visible(f"evicts {wording.examples(names)}"), room)


def _expectations(plan: Plan, terminal: Terminal) -> Iterator[str]:
    failed = [expectation for expectation in plan.expectations if expectation.fails]
    if not failed:
        return
    yield wording.expectations(plan)
    for expectation in failed:
        source = f" ({expectation.source})" if expectation.source else ""
        code = f"[{expectation.code}] " if expectation.code else ""
        yield from marked("!", f"{code}{verdict.failure(expectation)}{source}", terminal)
    yield ""


def _footer(plan: Plan, terminal: Terminal) -> Iterator[str]:
    for note in (*plan.skipped, *plan.unreadable):
        yield terminal.paint(visible(f"not planned: {where(note)}: {note.message}"), Ink.FAINT)
    for remark in plan.remarks:
        yield terminal.paint(visible(remark), Ink.FAINT)
    if plan.inventory.assumed:
        yield "Assumed, not declared:"
        for assumption in plan.inventory.assumed:
            first, *others = wrapped(visible(assumption), max(LOWEST_WIDTH, terminal.width - 4))
            yield terminal.paint(f"  - {first}", Ink.FAINT)
            yield from (terminal.paint(f"    {line}", Ink.FAINT) for line in others)
        yield ""
