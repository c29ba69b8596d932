"""Findings on more nodes without an available pod than the budget allows: by the rollout, or before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dslint.findings import Severity
from dslint.plans import Budget, Level, Unavailable, Verdict

if TYPE_CHECKING:
    from dslint.planning.workload_findings import Found, WorkloadSubject

OVER_BUDGET = "DS819"


def findings_of(
    subject: WorkloadSubject, budget: Budget, down: Unavailable, *, allowed: int, rolls: bool
) -> Iterator[Found]:
    """`allowed` is the number of nodes that may be down.

    Nodes that are down before are no fault of the rollout, which may be what repairs them: they are a warning if it
    takes further nodes down, as `rolls` says.
    """
    finding = subject.workload.finding(OVER_BUDGET, "", budget.path)
    if down.at_worst > down.before:
        at_once = f"up to {_of(down.at_worst, budget)} have no available pod at the same time"
        before = f", and {down.before} of them already before it" if down.before else ""
        message = f"{at_once} during the rollout{before}; maxUnavailable {budget.max_unavailable} allows {allowed}"
        reason = f"{at_once}, and the budget allows {allowed}"
    elif rolls:
        verb = "is" if down.before == 1 else "are"
        reason = message = f"{_of(down.before, budget)} {verb} down before the rollout begins; its budget is {allowed}"
        finding = finding._replace(severity=Severity.WARNING)
    else:
        return
    yield finding._replace(message=message), Verdict(Level.AT_RISK, f"{subject.plan.called}: {reason}")


def _of(number: int, budget: Budget) -> str:
    return f"{number} of {budget.of} node{'' if budget.of == 1 else 's'}"
