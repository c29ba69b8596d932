"""Texts that several formats of a plan share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Origin
from dslint.plans import REMOVED_IN_TURN, Placement, Plan, PlanReport, State, StaticPodPlan, WorkloadPlan
from dslint.report.wording import plural, silenced

EXAMPLES = 3

VERB = {
    State.BOUND: "runs",
    State.CANDIDATE: "may run",
    State.PENDING: "pending",
    State.MISSCHEDULED: "misscheduled",
    State.REMOVED: "will be removed",
    State.EXCLUDED: "not scheduled",
}
"""The state of the pod on a node, in at most three words."""

MEANING = {
    State.BOUND: "the pod runs there",
    State.CANDIDATE: "equal scores: the scheduler picks one of these nodes at random",
    State.PENDING: "the pod is created, but cannot be scheduled",
    State.MISSCHEDULED: "the existing pod stays, but would not be created again",
    State.REMOVED: "the existing pod is deleted",
    State.EXCLUDED: "no pod is created",
}


def title(workload: WorkloadPlan) -> str:
    return str(workload.ref)


def cluster(plan: Plan, versions: str) -> str:
    """`prod-eu (250 nodes, Kubernetes 1.33)`."""
    inventory = plan.inventory
    size = f"{plural(inventory.nodes, 'node')}, Kubernetes {versions}"
    return f"{inventory.name} ({size})" if inventory.name else size


def headline(workload: WorkloadPlan, plan: Plan) -> str:
    """How many nodes run it, in one line."""
    if workload.rejected:
        return "cannot be read; not planned" if is_unreadable(workload) else _REJECTED
    counts = by_state(workload)
    if workload.ref.kind != "DaemonSet":
        return _of_pod(workload, counts)
    parts = [f"runs on {counts[State.BOUND]} of {plural(plan.inventory.nodes, 'node')}"]
    parts += [f"{what} {counts[state]}" for state, what in _OTHER_STATES if counts[state]]
    return ", ".join(parts)


_REJECTED = "rejected by the API server; not planned"


def is_unreadable(workload: WorkloadPlan) -> bool:
    """Whether the manifest cannot be read, so that it never reaches the API server."""
    return all(finding.origin is Origin.READER for finding in workload.rejected)


_OTHER_STATES = (
    (State.PENDING, "pending on"),
    (State.MISSCHEDULED, "misscheduled on"),
    (State.REMOVED, "will be removed from"),
    (State.EXCLUDED, "not scheduled on"),
)


def _of_pod(workload: WorkloadPlan, counts: dict[State, int]) -> str:
    if counts[State.BOUND]:
        bound = next(group for group in workload.placement if group.state is State.BOUND)
        refused = f"does not run on {bound.nodes[0]}: the kubelet refuses it"
        return refused if bound.never_ready else f"runs on {bound.nodes[0]}"
    if counts[State.CANDIDATE]:
        return f"runs on one of {plural(counts[State.CANDIDATE], 'node')} with equal scores"
    return "stays pending: it fits on no node"


def by_state(workload: WorkloadPlan) -> dict[State, int]:
    counts = dict.fromkeys(State, 0)
    for group in workload.placement:
        counts[group.state] += len(group.nodes)
    return counts


def removed_at_once(workload: WorkloadPlan) -> list[Placement]:
    """Groups whose pods are deleted at once, not in turn by the rolling update."""
    return [
        group
        for group in workload.placement
        if group.state is State.REMOVED and not any(note.code == REMOVED_IN_TURN for note in group.notes)
    ]


def examples(nodes: Sequence[str], limit: int | None = EXAMPLES) -> str:
    """Three names and how many more there are; all without a limit."""
    if limit is None or len(nodes) <= limit:
        return ", ".join(nodes)
    return f"{', '.join(nodes[:limit])} and {len(nodes) - limit} more"


def pools_and_nodes(pools: Sequence[tuple[str, int]], nodes: Sequence[str], *, everything: bool = False) -> str:
    """`spot 44: spot-a-001, spot-a-002, spot-a-003 and 41 more`."""
    names = examples(nodes, None if everything else EXAMPLES)
    named = [f"{pool} {count}" if len(nodes) > 1 else pool for pool, count in pools if pool]
    return f"{', '.join(named)}: {names}" if named else names


def totals_line(plan: Plan) -> str:
    """The totals over all workloads, in one line."""
    totals = dict.fromkeys(State, 0)
    for workload in plan.workloads:
        for state, count in by_state(workload).items():
            totals[state] += count
    parts = list(_totals(plan, totals))
    totals_text = f"{plural(len(plan.workloads), 'workload')}: {', '.join(parts)}"
    changes = [workload.rollout for workload in plan.workloads if workload.rollout is not None]
    if changes:
        added, replaced, removed = (
            sum(counts) for counts in zip(*((each.added, each.replaced, each.removed) for each in changes), strict=True)
        )
        return f"{totals_text}; {added} to add, {replaced} to replace, {removed} to remove"
    return totals_text


def last_line(plan: Plan) -> str:
    """The last line of a report: the totals, and what was silenced."""
    return "; ".join(filter(None, (totals_line(plan), silenced(plan.silenced))))


def summary(report: PlanReport) -> str:
    """The totals of each plan, with its versions if the plans differ."""
    merged = report.merged()
    by_version = [f"Kubernetes {', '.join(versions)}: {totals_line(plan)}" for versions, plan in merged]
    return "; ".join(by_version) if len(merged) > 1 else totals_line(merged[0][1])


def _totals(plan: Plan, totals: dict[State, int]) -> Iterator[str]:
    rejected = sum(bool(workload.rejected) for workload in plan.workloads)
    if rejected:
        yield f"{rejected} rejected"
    for state, noun in (
        (State.BOUND, "bound"),
        (State.CANDIDATE, "candidates"),
        (State.PENDING, "pending"),
        (State.MISSCHEDULED, "misscheduled"),
        (State.REMOVED, "removed"),
        (State.EXCLUDED, "excluded"),
    ):
        if totals[state] or state is State.BOUND:
            yield f"{totals[state]} {noun}"


def expectations(plan: Plan) -> str:
    met = sum(expectation.passed for expectation in plan.expectations)
    failed = sum(expectation.fails for expectation in plan.expectations)
    ignored = len(plan.expectations) - met - failed
    return f"Expectations: {met} met, {failed} failed{f', {ignored} silenced' if ignored else ''}"


def static_pod(pod: StaticPodPlan) -> str:
    """`kube-system/etcd on 3 nodes: holds cpu 100m, memory 100Mi, port 2379/TCP`."""
    name = f"{pod.ref.namespace}/{pod.ref.name}" if pod.ref.namespace else pod.ref.name
    nodes = {state: sum(len(group.nodes) for group in pod.placement if group.state is state) for state in State}
    where = f"on {plural(nodes[State.BOUND], 'node')}" if nodes[State.BOUND] else "runs on no node"
    if nodes[State.REMOVED]:
        where = f"is removed from {plural(nodes[State.REMOVED], 'node')}"
    return f"{name or pod.file} {where}" + (f": uses {', '.join(pod.holds)}" if pod.holds else "")


def static_pod_problems(pod: StaticPodPlan) -> Iterator[str]:
    """Why kubelets reject the static pod, and which pods they evict for it."""
    if pod.error is not None:
        yield f"no pod: {pod.error}"
    for group in pod.placement:
        nodes = examples(group.nodes)
        if group.state is State.EXCLUDED:
            yield f"rejected on {nodes}: {'; '.join(reason.message for reason in group.reasons)}"
        if group.evicts:
            victims = examples([f"{victim.namespace}/{victim.name}" for victim in group.evicts])
            yield f"evicts {victims} to make room on {nodes}"


def is_rejected(pod: StaticPodPlan) -> bool:
    """Whether a kubelet rejects the static pod."""
    return pod.error is not None or any(group.state is State.EXCLUDED for group in pod.placement)
