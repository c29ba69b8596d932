"""One part of the text: a workload, or several placed alike. What changes comes first, what does not is folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Finding, Severity
from dslint.plans import Plan, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.plan import rollout_wording, wording
from dslint.report.plan.digest import Digest, Part, ReasonText, unchanged
from dslint.report.plan.wording import Answer
from dslint.report.terminal import LOWEST_WIDTH, Ink, Terminal, indented, marked, with_rule, with_source, wrapped
from dslint.report.wording import plural

GROUPS = 12
"""If there are more groups, the smallest ones are only counted, unless --all is given."""

LOWEST_ROOM = 24
"""The narrowest column for the reasons and names of a group."""

SEVERITIES = {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.INFO: Ink.INFO}

SHOWN_BY_ALL = "--all shows each"
"""What stands below a finding that stands for others like it."""

AT_ONCE = ReasonText("at once: no budget limits this", "")

_MARKS = {
    Answer.REMOVED_AT_ONCE: ("-", Ink.ERROR),
    Answer.REMOVED_IN_TURN: ("-", Ink.ERROR),
    Answer.NEVER_READY: ("!", Ink.ERROR),
    Answer.PENDING: ("!", Ink.ERROR),
    Answer.REFUSED: ("!", Ink.ERROR),
    Answer.MISSCHEDULED: ("!", Ink.WARNING),
    Answer.WAITS: ("!", Ink.WARNING),
    Answer.REPLACED: ("~", Ink.WARNING),
    Answer.ADDED: ("+", Ink.GOOD),
    Answer.RUNS: (" ", Ink.GOOD),
    Answer.CANDIDATE: (" ", Ink.GOOD),
    Answer.NOT_SCHEDULED: (" ", Ink.FAINT),
    Answer.KEPT: ("=", Ink.FAINT),
    Answer.NEVER_RAN: ("=", Ink.FAINT),
}


def lines(part: Part, plan: Plan, terminal: Terminal, *, everything: bool) -> Iterator[str]:
    workload = part.first
    yield from _title(part, plan, terminal)
    if workload.notes:
        yield from _notes(part, terminal)
    shown = [digest for digest in part.digests if everything or not digest.answer.unchanged]
    yield from _groups(shown, terminal, everything=everything)
    yield from _findings(part, plan, terminal)
    yield from _rollout(workload, terminal)
    if not everything:
        yield from _unchanged(part, terminal)
    if workload.explanations:
        from dslint.report.plan import text_explanation

        yield from text_explanation.lines(workload.explanations, part.digests, terminal)


def _notes(part: Part, terminal: Terminal) -> Iterator[str]:
    from dslint.report.plan import plan_ending

    for note in plan_ending.notes_of(part):
        yield from marked("!", note, terminal)


def _title(part: Part, plan: Plan, terminal: Terminal) -> Iterator[str]:
    """`DaemonSet logging/agent: update, runs on 21 of 28 nodes`, in several lines if it is long."""
    title = visible(wording.title(part.workloads))
    told = visible(f"{title}: {wording.happens(part.first, plan)}")
    first, *others = wrapped(told, max(LOWEST_WIDTH, terminal.width - 4))
    if first.startswith(title):
        first = f"{terminal.paint(title, Ink.STRONG)}{first[len(title) :]}"
    yield first
    yield from (f"    {line}" for line in others)
    if len(part.workloads) > 1:
        yield from indented(wording.names(part.workloads), terminal)


def _groups(groups: Sequence[Digest], terminal: Terminal, *, everything: bool) -> Iterator[str]:
    shown = groups if everything or len(groups) <= GROUPS else groups[: GROUPS - 1]
    if not shown:
        return
    widths = max(len(group.answer.word) for group in shown), max(len(str(len(group.nodes))) for group in shown)
    for group in shown:
        yield from _group(group, widths, terminal, everything=everything)
    rest = groups[len(shown) :]
    if rest:
        nodes = sum(len(group.nodes) for group in rest)
        yield terminal.paint(f"    {len(rest)} more groups with {plural(nodes, 'node')} (--all)", Ink.FAINT)


def _group(group: Digest, widths: tuple[int, int], terminal: Terminal, *, everything: bool) -> Iterator[str]:
    """Mark, answer and number of nodes, and the reasons and names in a column; `widths` are those of answer, number."""
    mark, ink = _MARKS[group.answer]
    word = terminal.paint(f"{mark} {group.answer.word.ljust(widths[0])}", ink)
    indent = " " * (sum(widths) + 8)
    room = max(LOWEST_ROOM, terminal.width - len(indent))
    named = wrapped(visible(group.where(everything=everything)), room)
    first, *others = [*_told(group, room, terminal), *(terminal.paint(line, Ink.FAINT) for line in named)]
    yield f"  {word}  {len(group.nodes):>{widths[1]}}  {first}"
    yield from (f"{indent}{line}" for line in others)


def _told(group: Digest, room: int, terminal: Terminal) -> Iterator[str]:
    at_once = (AT_ONCE,) if group.answer is Answer.REMOVED_AT_ONCE else ()
    for message in (*group.messages, *at_once):
        yield from with_source(message.text, message.source, room, terminal)
        if message.help:
            yield from wrapped(visible(f"help: {message.help}"), room)
    if group.evicts:
        yield from wrapped(visible(wording.evicts(group.evicts)), room)


def _findings(part: Part, plan: Plan, terminal: Terminal) -> Iterator[str]:
    """What is rejected, lost or stalls, and what to do."""
    blocked = part.first.rollout is not None and part.first.rollout.blocked is not None
    if not (plan.findings or part.first.rejected or blocked):
        return
    from dslint.report.plan import plan_ending

    for finding in plan_ending.findings_of(part):
        yield from finding_lines(finding, terminal)
    stall = plan_ending.unreported_stall(part)
    if stall:
        yield from marked("!", f"blocked: {stall.message}", terminal)
        yield from _cure(stall.help, terminal)


def finding_lines(finding: Finding, terminal: Terminal) -> Iterator[str]:
    """A finding in the colour of its severity, and what to do."""
    from dslint.report.plan import plan_ending

    ink, severity = SEVERITIES[finding.severity], finding.severity.value
    first, *others = marked("!", plan_ending.sentence(finding), terminal, ink)
    yield with_rule(first, severity, (finding.code, finding.name), ink, terminal)
    yield from others
    yield from _cure(finding.help, terminal)
    if finding.more:
        yield from indented(SHOWN_BY_ALL, terminal)


def _cure(cure: str | None, terminal: Terminal) -> Iterator[str]:
    if cure:
        yield from indented(f"help: {cure}", terminal)


def _rollout(workload: WorkloadPlan, terminal: Terminal) -> Iterator[str]:
    rollout = workload.rollout
    if rollout is None or wording.is_unchanged(workload):
        return
    first, *others = wrapped(
        visible(f"rollout by {rollout_wording.what_changes(rollout)}"), max(LOWEST_WIDTH, terminal.width - 4)
    )
    yield from (f"  {first}", *(f"    {line}" for line in others))
    for sentence in rollout_wording.sentences(rollout):
        yield from indented(sentence, terminal)
    for line in rollout_wording.steps(rollout):
        yield from indented(line, terminal)


def _unchanged(part: Part, terminal: Terminal) -> Iterator[str]:
    text = unchanged(part.digests)
    if text:
        plain = terminal._replace(colour=False)
        yield from (terminal.paint(line, Ink.FAINT) for line in marked("=", f"{text} (--all)", plain))
