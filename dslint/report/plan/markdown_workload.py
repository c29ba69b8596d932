"""One part of the comment: a workload, or several that are placed alike. What changes is in sight, the rest folded."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import Explanation, Plan, Rollout, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.markdown import escaped, folded
from dslint.report.plan import explanation_wording, plan_ending, rollout_wording, wording
from dslint.report.plan.digest import Digest, Part, ReasonText, unchanged
from dslint.report.plan.markdown_lines import finding_line
from dslint.report.plan.wording import Answer
from dslint.report.wording import plural

_NAMES = 200
_PLAIN = frozenset({Answer.RUNS, Answer.REPLACED, Answer.ADDED, Answer.NOT_SCHEDULED, Answer.KEPT, Answer.NEVER_RAN})


def lines(part: Part, plan: Plan) -> Iterator[str]:
    workload = part.first
    told = f"{wording.title(part.workloads)}: {wording.happens(workload, plan)}"
    yield from (f"#### {escaped(told)}", "")
    if len(part.workloads) > 1:
        yield from (escaped(wording.names(part.workloads)), "")
    yield from _quoted(part, plan)
    shown = [digest for digest in part.digests if not digest.answer.unchanged]
    if shown:
        yield from ("| nodes | | why | where |", "|--:|--|--|--|", *map(_row, shown), "")
    for finding in plan_ending.findings_of(part):
        yield from (f"> {finding_line(finding)}", "")
    stall = plan_ending.unreported_stall(part)
    if stall:
        yield from (f"> **blocked:** {escaped(stall.message)}; {escaped(stall.help)}", "")
    yield from _rollout(workload)
    if rest := unchanged(part.digests):
        yield from (escaped(rest), "")
    yield from folded("All nodes by name", [_names(digest) for digest in part.digests])
    if workload.explanations:
        answers = explanation_wording.answers(part.digests)
        for explanation in workload.explanations:
            yield from _explanation(explanation, answers.get(explanation.node, ""))


def _quoted(part: Part, plan: Plan) -> Iterator[str]:
    """What must not be overlooked: nodes that lose the pod at once, and notes."""
    for digest in part.digests:
        if not plan.findings and digest.answer is Answer.REMOVED_AT_ONCE:
            reasons = "; ".join(reason.text for reason in digest.reasons)
            number = plural(len(digest.nodes), "node")
            yield from (f"> **{number} at once; no budget limits this:** {escaped(reasons)}", "")
    for note in plan_ending.notes_of(part):
        yield from (f"> {escaped(note)}", "")


def _row(digest: Digest) -> str:
    why = [*map(_reason, digest.messages)]
    if digest.evicts:
        why.append(escaped(wording.evicts(digest.evicts)))
    where = escaped(digest.where())
    word = digest.answer.word
    marked = word if digest.answer in _PLAIN else f"**{word}**"
    return f"| {len(digest.nodes)} | {marked} | {'<br>'.join(why)} | {where} |"


def _reason(reason: ReasonText) -> str:
    source = f" ({reason.source})" if reason.source else ""
    cure = f"<br>help: {escaped(reason.help)}" if reason.help else ""
    return f"{escaped(f'{reason.text}{source}')}{cure}"


def _names(digest: Digest) -> str:
    more = len(digest.nodes) - _NAMES
    names = ", ".join(digest.names[:_NAMES]) + (f" and {more} more" if more > 0 else "")
    told = f" ({'; '.join(message.text for message in digest.messages)})" if digest.answer.unchanged else ""
    return f"- {digest.answer.word} ({len(digest.nodes)}){escaped(told) if told != ' ()' else ''}: {escaped(names)}"


def _rollout(workload: WorkloadPlan) -> Iterator[str]:
    rollout = workload.rollout
    if rollout is None or wording.is_unchanged(workload):
        return
    yield f"Rollout by {escaped(rollout_wording.what_changes(rollout))}"
    yield ""
    yield from (f"- {escaped(sentence)}" for sentence in rollout_wording.sentences(rollout))
    yield ""
    yield from _steps(rollout)


def _steps(rollout: Rollout) -> Iterator[str]:
    steps = [visible(step) for step in rollout_wording.steps(rollout)]
    yield from folded("Rollout, step by step", ["```", *steps, "```"] if steps else [])


def _explanation(explanation: Explanation, answer: str) -> Iterator[str]:
    body = ["| | check | | |", "|--|--|--|--|"]
    for check in explanation_wording.asked(explanation):
        sources = f" ({', '.join(map(str, check.sources))})" if check.sources else ""
        cells = (check.decider.value, check.name, check.verdict, f"{check.compared}{sources}")
        body.append(f"| {' | '.join(map(escaped, cells))} |")
    body += ["", *(escaped(line) for line in (explanation_wording.idle(explanation),) if line)]
    if answer:
        body += ["", f"answer: {escaped(answer)}"]
    yield from folded(f"{explanation.node}, check by check", body)
