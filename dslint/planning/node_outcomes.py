"""What a plan says of each node: nodes with the same answer form one group, and reasons get their source lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot
from dslint.planning.workload import Workload
from dslint.plans import Placement, Reason, State, Victim, WorkloadPlan

Reasons = tuple[Reason, ...]

Place = tuple[int, str]
"""A node's place in the inventory, and its name."""

ORDER = {
    state: place
    for place, state in enumerate(
        (State.BOUND, State.CANDIDATE, State.PENDING, State.MISSCHEDULED, State.REMOVED, State.EXCLUDED)
    )
}
"""The order of groups: first where the pod runs, then where that changes, then where it does not run."""


@dataclass(slots=True, eq=False)
class NodeOutcome:
    """The state of a workload on a node with its reasons and notes. Nodes with the same answer may share one."""

    state: State
    reasons: Reasons = ()
    notes: Reasons = ()
    evicts: tuple[Victim, ...] = ()

    @property
    def kind(self) -> tuple[State, Reasons, Reasons, bool]:
        """Nodes of one kind form a group, with the victims of all its nodes."""
        return (self.state, self.reasons, self.notes, bool(self.evicts))


def grouped(answers: Iterable[tuple[str, NodeOutcome]]) -> tuple[Placement, ...]:
    """Answers by node name. Groups are sorted by state, then by their first node; nodes keep the order given."""
    shared: dict[NodeOutcome, list[Place]] = {}
    for place, (node, answer) in enumerate(answers):
        shared.setdefault(answer, []).append((place, node))
    kinds: dict[object, list[tuple[NodeOutcome, list[Place]]]] = {}
    for answer, nodes in shared.items():
        kinds.setdefault(answer.kind, []).append((answer, nodes))
    return tuple(sorted(map(_placement, kinds.values()), key=lambda group: ORDER[group.state]))


def _placement(alike: list[tuple[NodeOutcome, list[Place]]]) -> Placement:
    first, nodes = alike[0]
    if len(alike) > 1:
        nodes = sorted(place for _, places in alike for place in places)
    return Placement(
        first.state,
        tuple(name for _, name in nodes),
        first.reasons,
        tuple(victim for answer, _ in alike for victim in answer.evicts),
        first.notes,
    )


def finished(plan: WorkloadPlan, workload: Workload, pod: Pod | None, snapshot: Snapshot) -> WorkloadPlan:
    """The same plan with cures where they help, and with source lines. `pod` is the pod after admission."""
    if pod is not None and any(map(_may_be_cured, plan.placement)):
        from dslint.planning.cures import with_cures

        plan = with_cures(plan, workload, pod, snapshot)
    return with_lines(plan, workload)


def _may_be_cured(group: Placement) -> bool:
    if group.state is State.EXCLUDED:
        return any(reason.code in ("UntoleratedTaint", "NodeSelector") for reason in group.reasons)
    return group.state in (State.PENDING, State.REMOVED, State.MISSCHEDULED)


def with_lines(plan: WorkloadPlan, workload: Workload) -> WorkloadPlan:
    """The same plan with the source line of every reason, where the manifest has one."""
    if not workload.file:
        return plan
    placement = tuple(_group_with_lines(group, workload) for group in plan.placement)
    return plan._replace(placement=placement)


def _group_with_lines(group: Placement, workload: Workload) -> Placement:
    reasons = tuple(_reason(reason, workload) for reason in group.reasons)
    return group._replace(reasons=reasons, notes=tuple(_reason(note, workload) for note in group.notes))


def _reason(reason: Reason, workload: Workload) -> Reason:
    line = workload.line(reason.path)
    return reason._replace(source=line) if line else reason
