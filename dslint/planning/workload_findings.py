"""Findings on one workload of a plan: not ready anywhere, a rollout that does not end, more nodes down than allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dslint.findings import Finding, Severity
from dslint.placement.node_remarks import EVICTED_AFTER
from dslint.planning.workload import Workload
from dslint.plans import (
    MAX_UNAVAILABLE,
    OTHER_NODE,
    RUNS,
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

MOST_REASONS = 3
NEVER_READY_HELP = {
    READY_NOWHERE: "repair these nodes, or choose others for the pod",
    NEVER_ENDS: "exclude these nodes, or repair what keeps the pod from starting there",
}
"""Where the pod is bound to all nodes of a finding: it lacks no room there."""

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
    def refused(self) -> list[Placement]:
        """The groups of nodes where the API server refuses the pod of a DaemonSet."""
        if self.plan.ref.kind != "DaemonSet":
            return []
        by = Decider.API_SERVER
        return [group for group in self.groups(State.EXCLUDED) if any(reason.decider is by for reason in group.reasons)]

    @property
    def dead(self) -> list[Placement]:
        """The groups of nodes where nothing starts a pod that is bound to them, as no kubelet reports."""
        nodes = self.result.cluster.nodes if self.result else ()
        unknown = {node.name for node in nodes if node.shape.ready == "Unknown"}
        return [group for group in self.groups(*RUNS) if unknown.issuperset(group.nodes)]

    @property
    def ready(self) -> int:
        """The number of nodes where the pod becomes ready."""
        return sum(group.number for group in self.groups(*RUNS) if not group.never_ready)


def of_workload(subject: WorkloadSubject) -> Iterator[Found]:
    rollout = subject.plan.rollout
    if not subject.plan.rejected:
        yield from _of_new(subject) if rollout is None else _of_update(subject, rollout)


def _of_update(subject: WorkloadSubject, rollout: Rollout) -> Iterator[Found]:
    nowhere = _ready_nowhere(subject, rollout)
    if nowhere:
        yield _nowhere(subject, rollout, subject.waiting or subject.groups(State.REMOVED))
    if rollout.blocked is not None:
        yield _blocked(subject, rollout, rollout.blocked)
    elif subject.refused:
        from dslint.planning import stopped_pods

        yield stopped_pods.refused(subject, subject.refused)
    elif not nowhere and "pending" not in subject.spoken and (subject.waiting or _kubectl_waits(rollout)):
        yield _waiting(subject, rollout)
    if rollout.removed:
        from dslint.planning import removals

        yield from removals.findings_of(subject, rollout)
    yield from _over_budget(subject, rollout)
    yield from _evicted(subject)


def _of_new(subject: WorkloadSubject) -> Iterator[Found]:
    """A workload that does not run yet."""
    refused, waiting = subject.refused, subject.waiting
    if subject.plan.ref.kind == "Pod" and any(group.state is State.BOUND for group in waiting):
        from dslint.planning import stopped_pods

        yield stopped_pods.rejected_by_kubelet(subject, waiting)
        return
    if refused:
        from dslint.planning import stopped_pods

        yield stopped_pods.refused(subject, refused)
    dead = subject.dead
    if (waiting or dead) and subject.ready == sum(group.number for group in dead):
        yield _nowhere(subject, None, [*waiting, *dead])
        return
    if waiting and "pending" not in subject.spoken:
        yield _waiting(subject, None)
    yield from _evicted(subject)


def _evicted(subject: WorkloadSubject) -> Iterator[Found]:
    steady = [group for group in subject.groups(*RUNS) if not group.never_ready]
    if any(note.code == EVICTED_AFTER for group in steady for note in group.notes):
        from dslint.planning import stopped_pods

        yield from stopped_pods.evicted(subject, steady)


def _ready_nowhere(subject: WorkloadSubject, rollout: Rollout) -> bool:
    """Whether no pod is ready when the rollout ends or stalls."""
    nodes, down, desired = rollout.nodes, rollout.unavailable, subject.plan.desired
    if nodes is None or down is None or subject.groups(State.MISSCHEDULED):
        return False
    return down.in_the_end >= desired if desired else bool(nodes.with_pod_before)


def _nowhere(subject: WorkloadSubject, rollout: Rollout | None, groups: Sequence[Placement]) -> Found:
    had = rollout.nodes.with_pod_before if rollout and rollout.nodes else 0
    fits = subject.plan.ref.kind == "DaemonSet" or any(group.state in RUNS for group in groups)
    runs = "is ready on" if fits else "fits on"
    nodes = subject.plan.desired if fits else sum(group.number for group in groups)
    where = f"{runs} none of {nodes} nodes" if nodes > 1 else f"{runs} no node"
    before = f"; {had} node{' has' if had == 1 else 's have'} it now" if had else ""
    why = _why(subject, groups) or _stalls(rollout)
    finding = _about(subject, READY_NOWHERE, f"the pod {where}{before}: {why}", groups)
    dead = sum(group.number for group in subject.dead) if rollout is None else 0
    cause = f": {dead} node{' is' if dead == 1 else 's are'} dead" if dead else ""
    return finding, Verdict(Level.OUTAGE, f"{subject.plan.called} {where}{cause}")


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
            for reason in (*group.reasons, *(group.notes if group.state in RUNS else ()))
            if reason.code != OTHER_NODE
        )
        reasons = "; ".join([*messages][:MOST_REASONS])
        where = f"{said.get(state, 'never ready on')} {subject.named(of_state)}"
        parts.append(f"{where}: {reasons}" if reasons else where)
    return "; ".join(parts)


def _about(subject: WorkloadSubject, code: str, message: str, groups: Sequence[Placement]) -> Finding:
    """A finding at what the first reason of the groups points to."""
    reason = next((reason for group in groups for reason in (*group.reasons, *group.notes)), None)
    path = reason.path if reason else None
    finding = subject.workload.finding(code, message, path or (), reason.source if reason else None)
    stuck = bool(groups) and all(group.state in RUNS for group in groups)
    return finding._replace(help=NEVER_READY_HELP[code]) if stuck else finding


def _blocked(subject: WorkloadSubject, rollout: Rollout, blocked: Blocked) -> Found:
    path = rollout.budget.path if rollout.budget else MAX_UNAVAILABLE
    finding = subject.workload.finding(BLOCKED, blocked.message, path)
    said = blocked.message
    if blocked.code == "PodsRefused":
        from dslint.plans.refusals import refusal

        said = refusal(said.partition(": ")[2], "new pods")
    return finding._replace(help=blocked.help), Verdict(Level.BLOCKED, f"rollout of {subject.plan.called}: {said}")


def _over_budget(subject: WorkloadSubject, rollout: Rollout) -> Iterator[Found]:
    budget, down = rollout.budget, rollout.unavailable
    if budget is None or down is None or "unavailable" in subject.spoken:
        return
    allowed = 0 if budget.surges else budget.value
    if down.at_worst > allowed:
        from dslint.planning.over_budget import findings_of

        rolls = _changes(rollout) and not budget.surges and rollout.blocked is None
        yield from findings_of(subject, budget, down, allowed=allowed, rolls=rolls)
