"""The verdict of a plan as its first line and its last one, and the sums over all workloads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dslint.findings import Severity
from dslint.plans import Level, Plan, PlanReport, State, Verdict
from dslint.report.plan import wording
from dslint.report.wording import counted, plural, silenced

FIRST_LINE = 160
"""The most characters of the reason in the first line: two lines of a narrow terminal."""

LAST_LINE = 90
"""The most characters of the reason where the sums follow it."""

_CLAUSE_END = re.compile(r"[;,] | \(")

SUMS = {
    State.BOUND: "running",
    State.CANDIDATE: "may run",
    State.PENDING: "pending",
    State.MISSCHEDULED: "misscheduled",
    State.REMOVED: "to be removed",
    State.EXCLUDED: "not scheduled",
}
"""The words before the numbers of nodes: none of them has a plural."""


def level(found: Level) -> str:
    """`AT RISK`."""
    return found.value.replace("-", " ").upper()


def headline(plan: Plan) -> str:
    """`AT RISK: 45 of 190 nodes lose logging/agent`; what the parts of workloads say in full is left out if long."""
    return "; ".join(filter(None, (_verdict(plan.verdict, plan, FIRST_LINE), _unread(plan))))


def _unread(plan: Plan) -> str:
    """`2 inputs not read`: the verdict says nothing of them."""
    return f"{plural(len(plan.unreadable), 'input')} not read" if plan.unreadable else ""


def _verdict(found: Verdict | None, plan: Plan, room: int) -> str:
    if found is None:
        return ""
    if found.level is Level.SAFE and not plan.workloads:
        return "NOTHING PLANNED"
    reason = found.reason
    if len(reason) > room:
        said = (reason.message for one in plan.workloads for group in one.placement for reason in group.reasons)
        reason = brief(wording.without(reason, said), room)
    return ": ".join(filter(None, (level(found.level), reason)))


def brief(text: str, room: int) -> str:
    """The text without its last parts, which colons separate, as far as there is no room for them.

    Where less than half of the room is used so, the clauses or words that fit. It does not end within parentheses.
    """
    kept = text
    while not _fits(kept, room):
        rest, colon, _ = kept.rpartition(": ")
        if not colon:
            break
        kept = rest
    kept = _without_name(kept) if kept != text else kept
    if _fits(text, room) or room // 2 <= len(kept) <= room:
        return kept
    fitting = text[:room]
    ends = [match.start() for match in _CLAUSE_END.finditer(fitting) if _is_closed(fitting[: match.start()])]
    end = ends[-1] if ends and ends[-1] >= room // 2 else fitting.rfind(" ")
    return f"{fitting[: end if end > 0 else room].rstrip(' ,;:(')} …"


def _without_name(text: str) -> str:
    """Without a field that nothing follows, as in `the API server rejects agent: spec.selector`."""
    rest, colon, end = text.rpartition(": ")
    return rest if colon and " " not in end else text


def _fits(text: str, room: int) -> bool:
    return len(text) <= room and _is_closed(text)


def _is_closed(text: str) -> bool:
    return text.count("(") <= text.count(")")


def last_line(plan: Plan) -> str:
    """The verdict, what failed, the totals, and what was silenced."""
    return "; ".join(filter(None, (short_verdict(plan), _unread(plan), sums_line(plan))))


def sums_line(plan: Plan) -> str:
    """What failed, the totals, and what was silenced."""
    return "; ".join(filter(None, (failures(plan), totals_line(plan), silenced(plan.silenced))))


def short_verdict(plan: Plan) -> str:
    """The verdict with as much of its reason as fits beside the sums."""
    return _verdict(plan.verdict, plan, LAST_LINE)


def failures(plan: Plan) -> str:
    """`1 of 6 expectations failed, 2 errors`; "" if there are none. Those that the findings tell do not count again."""
    parts = []
    if any(expectation.fails for expectation in plan.expectations):
        from dslint.report.plan import plan_ending

        failed = len(plan_ending.told_failures(plan))
        parts = [f"{failed} of {plural(len(plan.expectations), 'expectation')} failed"] if failed else []
    counts = Counter[Severity]()
    for finding in plan.findings:
        counts[finding.severity] += finding.total
    parts += [counted(severity, counts[severity]) for severity in Severity if counts[severity]]
    parts += [f"{plan.unchecked} could not be checked"] if plan.unchecked else []
    return ", ".join(parts)


def summary(report: PlanReport) -> str:
    """The verdict and totals of each plan, with its versions if the plans differ."""
    merged = report.merged()
    shown = [(versions, "; ".join(filter(None, (short_verdict(plan), totals_line(plan))))) for versions, plan in merged]
    if len(shown) == 1:
        return shown[0][1]
    return "; ".join(f"Kubernetes {', '.join(versions)}: {line}" for versions, line in shown)


def totals_line(plan: Plan) -> str:
    """The totals over all workloads, in one line."""
    totals_text = f"{plural(len(plan.workloads), 'workload')}: {states_line(plan)}"
    changes = [workload.rollout for workload in plan.workloads if workload.rollout is not None]
    if changes:
        added, replaced, removed = (
            sum(counts) for counts in zip(*((each.added, each.replaced, each.removed) for each in changes), strict=True)
        )
        return f"{totals_text}; {added} to add, {replaced} to replace, {removed} to remove"
    return totals_text


def states_line(plan: Plan) -> str:
    """`running 21, pending 2`."""
    return ", ".join(_totals(plan))


def _totals(plan: Plan) -> Iterator[str]:
    totals = dict.fromkeys(State, 0)
    for workload in plan.workloads:
        for state, count in wording.by_state(workload).items():
            totals[state] += count
    never_ready = sum(map(wording.never_ready_nodes, plan.workloads))
    waiting = sum(map(wording.waiting_nodes, plan.workloads))
    rejected = sum(bool(workload.rejected) for workload in plan.workloads)
    if rejected:
        yield f"rejected {rejected}"
    yield f"{SUMS[State.BOUND]} {totals[State.BOUND] - never_ready - waiting}"
    if waiting:
        yield f"waiting {waiting}"
    if never_ready:
        yield f"{wording.NEVER_READY} {never_ready}"
    for state in (State.CANDIDATE, State.PENDING, State.MISSCHEDULED, State.REMOVED, State.EXCLUDED):
        if totals[state]:
            yield f"{SUMS[state]} {totals[state]}"
