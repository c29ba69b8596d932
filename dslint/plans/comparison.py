"""Plans of the same workloads for several Kubernetes versions, side by side: where they differ, and which agree."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from dslint.findings import Finding, ObjectRef, json_keys
from dslint.plans.placements import Placement, Reason, State
from dslint.plans.rollouts import Blocked, Bounds, Budget, Duration, Rollout
from dslint.plans.workloads import StaticPodPlan, WorkloadPlan

if TYPE_CHECKING:
    from dslint.plans.report import Plan

Versions = tuple[str, ...]
Value = TypeVar("Value")


@json_keys("state", "reasons", "notes", "never_ready", unless_empty=("notes", "never_ready"))
class NodeAnswer(NamedTuple):
    """What becomes of a workload on some nodes. `state` is None where the node is not there."""

    state: State | None
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    never_ready: bool = False

    @property
    def said(self) -> object:
        """What makes it another answer: not where a reason stands in a file, nor the scheduler's wording of it."""
        told = ((reason.code, reason.decider, reason.message) for reason in (*self.reasons, *self.notes))
        return self.state, self.never_ready, tuple(told)


class NodeRow(NamedTuple):
    """Nodes with other answers in some versions than in others. `answers` has one for each column."""

    nodes: tuple[str, ...]
    answers: tuple[NodeAnswer, ...]


class RolloutFigures(NamedTuple):
    """The figures of a rollout that can differ between versions."""

    strategy: str
    changed: bool
    replaced: int
    added: int
    removed: int
    removed_at_once: int
    waves: int
    at_worst: int | None
    updated: Bounds
    blocked: Blocked | None
    duration: Duration | None

    @classmethod
    def of(cls, rollout: Rollout) -> RolloutFigures:
        return cls(
            *(rollout.strategy, rollout.changed, rollout.replaced, rollout.added, rollout.removed),
            removed_at_once=rollout.removed_at_once,
            waves=len(rollout.waves),
            at_worst=rollout.unavailable.at_worst if rollout.unavailable else None,
            updated=rollout.updated,
            blocked=rollout.blocked,
            duration=rollout.duration,
        )


@json_keys(
    *("ref", "same", "rejected", "nodes", "budget", "rollout"),
    unless_empty=("rejected", "nodes", "budget", "rollout"),
)
class WorkloadComparison(NamedTuple):
    """One workload. Of what differs there is a value for each column; what agrees is empty.

    `rejected` are the API server's or the kubelet's errors.
    """

    ref: ObjectRef
    rejected: tuple[tuple[str, ...], ...] = ()
    nodes: tuple[NodeRow, ...] = ()
    budget: tuple[Budget | None, ...] = ()
    rollout: tuple[RolloutFigures | None, ...] = ()

    @property
    def same(self) -> bool:
        return not (self.rejected or self.nodes or self.budget or self.rollout)


class FindingInVersions(NamedTuple):
    """A finding that not all versions have."""

    finding: Finding
    versions: Versions


class Comparison(NamedTuple):
    """`versions` are the columns: versions whose plans are equal share one. `remarks` are those of a column that not
    all have.
    """

    versions: tuple[Versions, ...]
    workloads: tuple[WorkloadComparison, ...]
    findings: tuple[FindingInVersions, ...] = ()
    remarks: tuple[tuple[str, ...], ...] = ()

    @property
    def different(self) -> list[WorkloadComparison]:
        return [workload for workload in self.workloads if not workload.same]

    @property
    def same(self) -> list[WorkloadComparison]:
        return [workload for workload in self.workloads if workload.same]


def compared(columns: Sequence[tuple[Versions, Plan]]) -> Comparison:
    """The plans of one inventory, each with its versions."""
    plans = [plan for _, plan in columns]
    versions = tuple(found for found, _ in columns)
    return Comparison(
        versions,
        (*_workloads(plans), *_static_pods(plans)),
        tuple(_findings(columns)),
        _unless_equal([_own_remarks(plan, plans) for plan in plans]),
    )


def _workloads(plans: Sequence[Plan]) -> list[WorkloadComparison]:
    found: dict[ObjectRef, list[WorkloadPlan | None]] = {}
    for column, plan in enumerate(plans):
        for workload in plan.workloads:
            found.setdefault(workload.ref, [None] * len(plans))[column] = workload
    return [_workload(ref, row) for ref, row in found.items()]


def _workload(ref: ObjectRef, row: Sequence[WorkloadPlan | None]) -> WorkloadComparison:
    rejected = [tuple(map(_told, one.rejected)) if one else () for one in row]
    rollouts = [one.rollout if one else None for one in row]
    return WorkloadComparison(
        ref,
        _unless_equal(rejected),
        () if any(rejected) else _nodes([one.placement if one else () for one in row]),
        _unless_equal([rollout.budget if rollout else None for rollout in rollouts]),
        _unless_equal([RolloutFigures.of(rollout) if rollout else None for rollout in rollouts]),
    )


def _told(error: Finding) -> str:
    return f"{error.message} (and {error.more:,} more like it)" if error.more else error.message


def _static_pods(plans: Sequence[Plan]) -> list[WorkloadComparison]:
    found: dict[tuple[ObjectRef, str], list[list[StaticPodPlan]]] = {}
    for column, plan in enumerate(plans):
        for pod in plan.static_pods:
            found.setdefault((pod.ref, pod.file), [[] for _ in plans])[column].append(pod)
    return [
        WorkloadComparison(
            ref,
            _unless_equal([tuple(pod.error for pod in pods if pod.error) for pods in row]),
            _nodes([[group for pod in pods for group in pod.placement] for pods in row]),
        )
        for (ref, _), row in found.items()
    ]


def _nodes(columns: Sequence[Iterable[Placement]]) -> tuple[NodeRow, ...]:
    """The nodes whose answers differ, those with the same answers in one row, in the order of the inventory."""
    absent = NodeAnswer(None)
    answers: dict[str, list[NodeAnswer]] = {}
    for column, groups in enumerate(columns):
        for group in groups:
            answer = NodeAnswer(group.state, group.reasons, group.notes, group.never_ready)
            for node in group.nodes:
                answers.setdefault(node, [absent] * len(columns))[column] = answer
    rows: dict[object, tuple[list[str], tuple[NodeAnswer, ...]]] = {}
    for node, row in answers.items():
        said = tuple(answer.said for answer in row)
        if len(set(said)) > 1:
            rows.setdefault(said, ([], tuple(row)))[0].append(node)
    return tuple(NodeRow(tuple(nodes), row) for nodes, row in rows.values())


def _findings(columns: Sequence[tuple[Versions, Plan]]) -> Iterable[FindingInVersions]:
    found: dict[Hashable, tuple[Finding, list[str]]] = {}
    for versions, plan in columns:
        for key, finding in {key_of(finding): finding for finding in plan.findings}.items():
            found.setdefault(key, (finding, []))[1].extend(versions)
    every = sum(len(versions) for versions, _ in columns)
    return (FindingInVersions(finding, tuple(of)) for finding, of in found.values() if len(of) < every)


def key_of(finding: Finding) -> Hashable:
    """What makes findings of several plans the same."""
    return finding.code, finding.severity, finding.object, finding.field, finding.message


def _own_remarks(plan: Plan, plans: Sequence[Plan]) -> tuple[str, ...]:
    return tuple(remark for remark in plan.remarks if any(remark not in other.remarks for other in plans))


def _unless_equal(values: Sequence[Value], key: Callable[[Value], object] = lambda value: value) -> tuple[Value, ...]:
    """The values, unless all are equal."""
    return tuple(values) if any(key(value) != key(values[0]) for value in values) else ()
