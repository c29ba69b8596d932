"""What a plan says of each node: nodes with the same answer form one group, and reasons get their source lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dslint.kubernetes.cluster import Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Removal, Taint
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import removes_itself, temporary_taints
from dslint.placement.node_remarks import evicted_after, hindrances, node_remarks, patience_of
from dslint.placement.snapshot import Snapshot
from dslint.planning.workload import Workload
from dslint.plans import REMOVED_IN_TURN, TEMPORARY_TAINT, Decider, Placement, Reason, State, Victim, WorkloadPlan

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

WITH_POD = frozenset({State.BOUND, State.PENDING})
IN_TURN = (
    Reason(
        REMOVED_IN_TURN,
        Decider.DAEMONSET_CONTROLLER,
        "the pod is deleted during the rollout, and is not created again",
    ),
)


@dataclass(slots=True, eq=False)
class NodeOutcome:
    """The state of a workload on a node with its reasons and notes. Nodes with the same answer may share one.

    `never_ready`: the pod is bound, but never gets ready; the notes say why.
    """

    state: State
    reasons: Reasons = ()
    notes: Reasons = ()
    evicts: tuple[Victim, ...] = ()
    never_ready: bool = False

    @property
    def kind(self) -> tuple[State, Reasons, Reasons, bool, bool]:
        """Nodes of one kind form a group, with the victims of all its nodes."""
        return (self.state, self.reasons, self.notes, bool(self.evicts), self.never_ready)


FOR_NOW = (IN_TURN[0]._replace(message="the old pod is deleted during the rollout"),)
"""On a node that a temporary taint keeps without a pod."""


def with_remarks(
    answer: NodeOutcome, pod: Pod, shape: Shape, snapshot: Snapshot, *, new: bool, own: Pod | None
) -> NodeOutcome:
    """The answer with what the node's machine means for the pod. `pod` is the workload's after admission.

    `new`: the pod is still to start. Pressure keeps out no pod that runs. `own` is the pod as it is on the node.
    """
    spec = pod.spec
    if shape.pressure and not new:
        shape = replace(shape, pressure=())
    platforms, release = snapshot.cluster.platforms, snapshot.release
    notes = tuple(node_remarks(spec, shape, platforms, release))
    bound = answer.state is State.BOUND
    never_ready = bound and bool(notes) and any(hindrances(spec, shape, platforms, release))
    if bound and new and spec.node_name and not never_ready:
        from dslint.planning.named_node import refusals

        refused = refusals(pod, own, snapshot)
        notes, never_ready = (*refused, *notes), bool(refused)
    return replace(answer, notes=notes, never_ready=never_ready)


def without_pod(
    answer: NodeOutcome, daemonset: DaemonSet, shape: Shape, release: Release, *, kept: Pod | None
) -> NodeOutcome:
    """The answer for a node that gets no new pod, with what is temporary about it. `kept` is the old pod there."""
    notes = dict.fromkeys(answer.notes)
    limit = patience_of(kept.spec, shape, release) if kept is not None else None
    if limit is not None:
        notes[evicted_after(limit, "and is not created again as long as the node has its taints")] = None
    for taint, removal in temporary_taints(answer.reasons, daemonset, shape, release):
        notes[_temporary(taint, removal, daemonset)] = None
    return replace(answer, notes=tuple(notes))


def _temporary(taint: Taint, removal: Removal, daemonset: DaemonSet) -> Reason:
    if removes_itself(daemonset, removal):
        message = f"{removal.by} removes {taint.key}: if this workload is part of it, it must tolerate the taint"
        return Reason("OwnStartupTaint", Decider.DAEMONSET_CONTROLLER, message)
    message = f"{taint.key} is temporary: {removal.by} removes it {removal.when}, and the node gets a pod then"
    return Reason(TEMPORARY_TAINT, Decider.DAEMONSET_CONTROLLER, message)


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
        never_ready=first.never_ready,
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
