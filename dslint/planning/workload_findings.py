"""Findings on one workload of a plan: not ready anywhere, a rollout that does not end, more nodes down than allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dslint.findings import FieldPath, Finding, Severity
from dslint.planning.workload import NOT_ADMITTED, Workload
from dslint.plans import (
    Blocked,
    Decider,
    InventorySummary,
    Level,
    Placement,
    Rollout,
    State,
    Verdict,
    WorkloadPlan,
)

if TYPE_CHECKING:
    from dslint.planning.run import PlanResult, PlanRun

READY_NOWHERE = "DS817"
BLOCKED = "DS812"
NEVER_ENDS = "DS818"
OVER_BUDGET = "DS819"

STRATEGY: FieldPath = ("spec", "updateStrategy", "rollingUpdate")
RUNS = (State.BOUND, State.CANDIDATE)
MOST_REASONS = 3

Found: TypeAlias = tuple[Finding, Verdict]
"""A finding, and the verdict that it leads to."""


class WorkloadSubject(NamedTuple):
    """One workload of a plan whose findings are looked for.

    `workload` has the places in its manifest. `spoken` are the conditions of a file of expectations on it: they replace
    the findings about the same. `may_lose` are the nodes that may lose the pod. `run` and `result` are what the plan
    was made from, for causes outside of the manifest.
    """

    plan: WorkloadPlan
    workload: Workload
    inventory: InventorySummary
    spoken: frozenset[str] = frozenset()
    may_lose: frozenset[str] = frozenset()
    run: PlanRun | None = None
    result: PlanResult | None = None

    def groups(self, *states: State) -> list[Placement]:
        return [group for group in self.plan.placement if group.state in states]

    def named(self, groups: Sequence[Placement]) -> str:
        return self.inventory.named([name for group in groups for name in group.nodes])

    @property
    def waiting(self) -> list[Placement]:
        """The groups of nodes where the pod is pending, or never becomes ready."""
        return [*self.groups(State.PENDING), *(group for group in self.groups(*RUNS) if group.never_ready)]

    @property
    def ready(self) -> int:
        """The number of nodes where the pod becomes ready."""
        return sum(group.number for group in self.groups(*RUNS) if not group.never_ready)


def of_workload(subject: WorkloadSubject) -> Iterator[Found]:
    rollout = subject.plan.rollout
    if subject.plan.rejected:
        return
    if rollout is None:
        yield from _of_new(subject)
        return
    if _ready_nowhere(subject, rollout):
        yield _nowhere(subject, rollout)
    if rollout.blocked is not None:
        yield _blocked(subject, rollout, rollout.blocked)
    elif "pending" not in subject.spoken and (subject.waiting or _kubectl_waits(rollout)):
        yield _waiting(subject, rollout)
    if rollout.removed:
        from dslint.planning import removals

        yield from removals.findings_of(subject, rollout)
    yield from _over_budget(subject, rollout)


def _of_new(subject: WorkloadSubject) -> Iterator[Found]:
    """A workload that does not run yet."""
    refused = [group for group in subject.groups(State.EXCLUDED) if _is_refused(group)]
    if refused:
        yield _refused(subject, refused)
    if subject.waiting and not subject.ready:
        yield _nowhere(subject, None)
    elif subject.waiting and "pending" not in subject.spoken:
        yield _waiting(subject, None)


def _is_refused(group: Placement) -> bool:
    return any(reason.decider is Decider.API_SERVER for reason in group.reasons)


def _refused(subject: WorkloadSubject, groups: list[Placement]) -> Found:
    """The DaemonSet is accepted, but not its pods."""
    reason = next(reason for reason in groups[0].reasons if reason.decider is Decider.API_SERVER)
    where = f"the pods on {subject.named(groups)}"
    finding = subject.workload.finding(NOT_ADMITTED, f"{where} are rejected: {reason.message}", reason.path or ())
    rejected = f"the API server rejects the pods of {subject.plan.called}: {reason.message}"
    return finding, Verdict(Level.AT_RISK if subject.ready else Level.REJECTED, rejected)


def _ready_nowhere(subject: WorkloadSubject, rollout: Rollout) -> bool:
    """Whether no pod is ready when the rollout ends or stalls."""
    nodes, down = rollout.nodes, rollout.unavailable
    if nodes is None or subject.groups(State.MISSCHEDULED) or (nodes.added and subject.ready):
        return False
    served = len(nodes.kept) + len(nodes.replaced)
    if not served:
        return bool(subject.plan.desired or nodes.with_pod_before)
    bound_in_vain = not subject.ready and not subject.groups(State.PENDING)
    return bound_in_vain or (down is not None and down.in_the_end >= served)


def _nowhere(subject: WorkloadSubject, rollout: Rollout | None) -> Found:
    had = rollout.nodes.with_pod_before if rollout and rollout.nodes else 0
    groups = subject.waiting or subject.groups(State.REMOVED)
    runs = "is ready on" if subject.plan.ref.kind == "DaemonSet" else "fits on"
    nodes = subject.plan.desired if runs == "is ready on" else sum(group.number for group in groups)
    where = f"{runs} none of {nodes} nodes" if nodes > 1 else f"{runs} no node"
    before = f"; {had} node{' has' if had == 1 else 's have'} it now" if had else ""
    why = _why(subject, groups) or _stalls(rollout)
    finding = _about(subject, READY_NOWHERE, f"the pod {where}{before}: {why}", groups)
    return finding, Verdict(Level.OUTAGE, f"{subject.plan.called} {where}")


def _waiting(subject: WorkloadSubject, rollout: Rollout | None) -> Found:
    """Pods that never become ready: an update waits for them, for a new workload that is a warning."""
    groups = subject.waiting
    why = _why(subject, groups) or _stalls(rollout)
    if rollout is None or not _changes(rollout):
        finding = _about(subject, NEVER_ENDS, f"the pod does not become ready everywhere: {why}", groups)
        reason = f"{subject.plan.called} does not become ready on {subject.named(groups)}"
        return finding._replace(severity=Severity.WARNING), Verdict(Level.AT_RISK, reason)
    finding = _about(subject, NEVER_ENDS, f"the rollout never ends: {why}", groups)
    return finding, Verdict(Level.BLOCKED, f"the rollout of {subject.plan.called} never ends: {why}")


def _changes(rollout: Rollout) -> bool:
    """Whether there is something that `kubectl rollout status` waits for."""
    return rollout.strategy == "RollingUpdate" and bool(rollout.changed or rollout.added or rollout.replaced)


def _kubectl_waits(rollout: Rollout) -> bool:
    return _changes(rollout) and _kubectl(rollout).startswith("Waiting for")


def _kubectl(rollout: Rollout) -> str:
    return rollout.meanwhile.kubectl if rollout.meanwhile else ""


def _stalls(rollout: Rollout | None) -> str:
    """What is said of a rollout whose nodes do not show why it does not end."""
    if rollout is None:
        return ""
    return rollout.blocked.message if rollout.blocked else _kubectl(rollout)


def _why(subject: WorkloadSubject, groups: Sequence[Placement]) -> str:
    """`pending on 2 nodes (gpu 2: gpu-1, gpu-2): needs cpu 300m, 120m free`."""
    said = {State.PENDING: "pending on", State.REMOVED: "removed from"}
    parts = []
    for state in dict.fromkeys(group.state for group in groups):
        of_state = [group for group in groups if group.state is state]
        messages = dict.fromkeys(
            reason.message
            for group in of_state
            for reason in (*group.reasons, *(group.notes if group.never_ready else ()))
        )
        reasons = "; ".join([*messages][:MOST_REASONS])
        where = f"{said.get(state, 'never ready on')} {subject.named(of_state)}"
        parts.append(f"{where}: {reasons}" if reasons else where)
    return "; ".join(parts)


def _about(subject: WorkloadSubject, code: str, message: str, groups: Sequence[Placement]) -> Finding:
    """A finding at what the first reason of the groups points to."""
    reason = next((reason for group in groups for reason in (*group.reasons, *group.notes)), None)
    path = reason.path if reason else None
    return subject.workload.finding(code, message, path or (), reason.source if reason else None)


def _blocked(subject: WorkloadSubject, rollout: Rollout, blocked: Blocked) -> Found:
    finding = subject.workload.finding(BLOCKED, blocked.message, _budget_path(rollout))
    refused = blocked.code == "PodsRefused" and not rollout.updated.maximum
    level = Level.REJECTED if refused else Level.BLOCKED
    return finding._replace(help=blocked.help), Verdict(level, f"rollout of {subject.plan.called}: {blocked.message}")


def _over_budget(subject: WorkloadSubject, rollout: Rollout) -> Iterator[Found]:
    """More nodes without an available pod than the budget allows and than there are before."""
    budget, down = rollout.budget, rollout.unavailable
    if budget is None or down is None or "unavailable" in subject.spoken:
        return
    allowed = 0 if _surges(rollout) else budget.value
    if down.at_worst <= max(allowed, down.before):
        return
    before = f", and {down.before} of them already before it" if down.before else ""
    at_once = f"up to {down.at_worst} of {budget.of} nodes have no available pod at the same time"
    message = f"{at_once} during the rollout{before}; maxUnavailable {budget.max_unavailable} allows {allowed}"
    finding = subject.workload.finding(OVER_BUDGET, message, _budget_path(rollout))
    yield finding, Verdict(Level.AT_RISK, f"{subject.plan.called}: {at_once}, and the budget allows {allowed}")


def _surges(rollout: Rollout) -> bool:
    return rollout.budget is not None and rollout.budget.max_surge not in (0, "0%")


def _budget_path(rollout: Rollout) -> FieldPath:
    """The field that limits the rollout."""
    return (*STRATEGY, "maxSurge" if _surges(rollout) else "maxUnavailable")
