"""Static pods in a plan, in sentences: where kubelets run them, what they use, and why they are rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.plans import State, StaticPodPlan
from dslint.report.plan import wording
from dslint.report.wording import plural

UNCHANGED = (None, "unchanged")


def name(pod: StaticPodPlan) -> str:
    """`kube-system/etcd`, or the file of a static pod without a name."""
    named = f"{pod.ref.namespace}/{pod.ref.name}" if pod.ref.namespace else pod.ref.name
    return named or pod.file


def sentence(pods: Sequence[StaticPodPlan]) -> str:
    """`kube-system/etcd on 3 nodes: uses cpu 100m, memory 100Mi, port 2379/TCP`. All pods have the same answer."""
    pod = pods[0]
    change = f" ({pod.change})" if pod.change not in UNCHANGED else ""
    uses = f": uses {', '.join(pod.holds)}" if pod.holds else ""
    return f"{', '.join(map(name, pods))}{change} {_where(pod, many=len(pods) > 1)}{uses}"


def _where(pod: StaticPodPlan, *, many: bool) -> str:
    nodes = {state: sum(len(group.nodes) for group in pod.placement if group.state is state) for state in State}
    if nodes[State.REMOVED]:
        return f"will be removed from {plural(nodes[State.REMOVED], 'node')}"
    if not nodes[State.BOUND]:
        return f"{'run' if many else 'runs'} on no node"
    return f"{'each ' if many else ''}on {plural(nodes[State.BOUND], 'node')}"


def problems(pod: StaticPodPlan) -> Iterator[str]:
    """Why kubelets reject the static pod, and which pods they evict for it."""
    if pod.error is not None:
        yield f"no pod: {pod.error}"
    for group in pod.placement:
        nodes = wording.examples(group.nodes)
        if group.state is State.EXCLUDED:
            yield f"rejected on {nodes}: {'; '.join(reason.message for reason in group.reasons)}"
        if group.evicts:
            yield f"{wording.evicts(group.evicts)} to make room on {nodes}"
        yield from (f"on {nodes}: {note.message}" for note in group.notes)
