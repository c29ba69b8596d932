"""The words that every format of a plan uses, for people: one vocabulary, titles and headlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from dslint.findings import Origin
from dslint.plans import Plan, State, StaticPodPlan, Victim, WorkloadPlan
from dslint.report.wording import plural

EXAMPLES = 3


class Answer(Enum):
    """What happens to a workload on a node: the word for it, and what it means. In the order of reports."""

    REMOVED_AT_ONCE = "will be removed", "the existing pod is deleted at once; no budget limits this"
    REMOVED_IN_TURN = "will be removed", "the existing pod is deleted during the rollout, and is not created again"
    NEVER_READY = "never ready", "the pod is bound to the node, but never becomes ready"
    PENDING = "pending", "the pod is created, but cannot be scheduled"
    REFUSED = "not scheduled", "no new pod is created, although one should run"
    MISSCHEDULED = "misscheduled", "the existing pod stays, but would not be created again"
    WAITS = "waits", "the pod is bound to the node, and runs once the node is ready"
    REPLACED = "replaced", "the old pod is deleted, and a new one takes its place"
    ADDED = "added", "a pod is created where none runs"
    RUNS = "runs", "the pod runs there"
    CANDIDATE = "may run", "equal scores: the scheduler picks one of these nodes at random"
    NOT_SCHEDULED = "not scheduled", "no pod is created"
    KEPT = "runs, unchanged", "the existing pod stays"
    NEVER_RAN = "not scheduled, unchanged", "no pod is created, as before"

    def __init__(self, word: str, meaning: str) -> None:
        self.word, self.meaning = word, meaning

    @property
    def rank(self) -> int:
        """0 for what is shown first."""
        return _RANKS[self]

    @property
    def unchanged(self) -> bool:
        return self in (Answer.KEPT, Answer.NEVER_RAN)


_RANKS = {answer: rank for rank, answer in enumerate(Answer)}

VERB = {
    State.BOUND: "runs",
    State.CANDIDATE: "may run",
    State.PENDING: "pending",
    State.MISSCHEDULED: "misscheduled",
    State.REMOVED: "will be removed",
    State.EXCLUDED: "not scheduled",
}
"""The state of a pod on a node."""

NEVER_READY = "never ready"


def cluster(plan: Plan, versions: str) -> str:
    """`prod-eu (250 nodes, Kubernetes 1.33)`."""
    inventory = plan.inventory
    size = f"{plural(inventory.nodes, 'node')}, Kubernetes {versions}"
    return f"{inventory.name} ({size})" if inventory.name else size


def title(workloads: Sequence[WorkloadPlan]) -> str:
    """`DaemonSet logging/agent`, or `10 DaemonSets placed alike`; name the workloads beside.

    A manifest that cannot be read has no name: `ds.yaml`.
    """
    first = workloads[0]
    if len(workloads) > 1:
        return f"{len(workloads)} {first.ref.kind}s placed alike"
    files = [finding.file for finding in first.rejected if finding.file]
    return str(first.ref) if first.ref.kind or not files else files[0]


def names(workloads: Sequence[WorkloadPlan]) -> str:
    """The names of workloads that are placed alike; "" for one alone."""
    found = [f"{one.ref.namespace}/{one.ref.name}" if one.ref.namespace else one.ref.name for one in workloads]
    return ", ".join(found) if len(found) > 1 else ""


def happens(workload: WorkloadPlan, plan: Plan) -> str:
    """`update, runs on 21 of 28 nodes, will be removed from 5`."""
    if workload.rejected:
        return "cannot be read; not planned" if is_unreadable(workload) else _REJECTED
    change = "new"
    if workload.rollout is not None:
        change = "unchanged" if is_unchanged(workload) else "update" if workload.rollout.changed else "same template"
    return f"{change}, {headline(workload, plan)}"


def is_unchanged(workload: WorkloadPlan) -> bool:
    """Whether neither the template nor a pod changes."""
    rollout = workload.rollout
    if rollout is None or rollout.changed or rollout.blocked or workload.rejected:
        return False
    return not (rollout.replaced or rollout.added or rollout.removed)


def headline(workload: WorkloadPlan, plan: Plan) -> str:
    """How many nodes run it, in one line."""
    counts, never_ready, waiting = by_state(workload), never_ready_nodes(workload), waiting_nodes(workload)
    if workload.ref.kind != "DaemonSet":
        return _of_pod(workload, counts)
    running = counts[State.BOUND] - never_ready - waiting
    parts = [f"runs on {running} of {plural(plan.inventory.nodes, 'node')}"]
    if waiting:
        parts.append(f"waits for {waiting} that {'is' if waiting == 1 else 'are'} not ready")
    if never_ready:
        parts.append(f"never ready on {never_ready}")
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
        if bound.never_ready:
            return f"never ready on {bound.nodes[0]}"
        return f"waits for {bound.nodes[0]}, which is not ready" if bound.waits else f"runs on {bound.nodes[0]}"
    if counts[State.CANDIDATE]:
        return f"runs on one of {plural(counts[State.CANDIDATE], 'node')} with equal scores"
    return "stays pending: it fits on no node"


def by_state(workload: WorkloadPlan) -> dict[State, int]:
    counts = dict.fromkeys(State, 0)
    for group in workload.placement:
        counts[group.state] += len(group.nodes)
    return counts


def never_ready_nodes(workload: WorkloadPlan) -> int:
    """The number of nodes to which a pod is bound that never becomes ready."""
    return sum(len(group.nodes) for group in workload.placement if group.never_ready and group.state is State.BOUND)


def waiting_nodes(workload: WorkloadPlan) -> int:
    """The number of nodes to which a pod is bound that runs only once they are ready."""
    return sum(len(group.nodes) for group in workload.placement if group.waits)


def examples(nodes: Sequence[str], limit: int | None = EXAMPLES) -> str:
    """Three names and how many more there are; all without a limit."""
    if limit is None or len(nodes) <= limit:
        return ", ".join(nodes)
    return f"{', '.join(nodes[:limit])} and {len(nodes) - limit} more"


def evicts(victims: Sequence[Victim], limit: int | None = EXAMPLES) -> str:
    """`evicts shop/web-0 (one of 20 pods that tie; breaks its disruption budget), shop/web-1`."""
    return f"evicts {examples([_victim(victim) for victim in victims], limit)}"


def _victim(victim: Victim) -> str:
    facts = []
    if victim.tied:
        facts.append(f"one of {len(victim.tied) + 1} pods that tie")
    if victim.violates_budget:
        facts.append("breaks its disruption budget")
    return f"{victim.namespace}/{victim.name}" + (f" ({'; '.join(facts)})" if facts else "")


def expectations(plan: Plan) -> str:
    met = sum(expectation.passed for expectation in plan.expectations)
    failed = sum(expectation.fails for expectation in plan.expectations)
    ignored = len(plan.expectations) - met - failed
    return f"Expectations: {met} met, {failed} failed{f', {ignored} silenced' if ignored else ''}"


def is_rejected(pod: StaticPodPlan) -> bool:
    """Whether a kubelet rejects the static pod."""
    return pod.error is not None or any(group.state is State.EXCLUDED for group in pod.placement)


def static_pods(plan: Plan) -> tuple[list[StaticPodPlan], list[StaticPodPlan]]:
    """The static pods that change or need a look, and those that stay as they are beside workloads."""
    found: tuple[list[StaticPodPlan], list[StaticPodPlan]] = ([], [])
    for pod in plan.static_pods:
        found[bool(plan.workloads) and _stays(pod)].append(pod)
    return found


def _stays(pod: StaticPodPlan) -> bool:
    if pod.change not in (None, "unchanged") or pod.notes or pod.error is not None:
        return False
    return all(
        group.state is State.BOUND and not (group.evicts or group.notes or group.never_ready) for group in pod.placement
    )


def unchanged_static_pods(pods: Sequence[StaticPodPlan]) -> str:
    """`2 static pods unchanged: kube-system/etcd, kube-system/kube-apiserver`; "" if there are none."""
    names = ", ".join(f"{pod.ref.namespace}/{pod.ref.name}" for pod in pods)
    return f"{plural(len(pods), 'static pod')} unchanged: {names}" if pods else ""


def without(text: str, said: Iterable[str]) -> str:
    """The text without what follows a colon and is said elsewhere."""
    for one in dict.fromkeys(said):
        text = text.replace(f": {one}", "") if one else text
    return text
