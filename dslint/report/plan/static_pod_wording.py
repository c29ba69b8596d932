"""Static pods of a plan in sentences, for every format."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.plans import State, StaticPodPlan
from dslint.report.plan.wording import examples
from dslint.report.wording import plural


def headline(pod: StaticPodPlan) -> str:
    """`kube-system/etcd on 3 nodes: holds cpu 100m, memory 100Mi, port 2379/TCP`."""
    name = f"{pod.ref.namespace}/{pod.ref.name}" if pod.ref.namespace else pod.ref.name
    nodes = {state: sum(len(group.nodes) for group in pod.placement if group.state is state) for state in State}
    where = f"on {plural(nodes[State.BOUND], 'node')}" if nodes[State.BOUND] else "runs nowhere"
    if nodes[State.REMOVED]:
        where = f"is removed from {plural(nodes[State.REMOVED], 'node')}"
    return f"{name or pod.file} {where}" + (f": uses {', '.join(pod.holds)}" if pod.holds else "")


def troubles(pod: StaticPodPlan) -> Iterator[str]:
    """Why its kubelets reject it, and which pods they evict for it."""
    if pod.error is not None:
        yield f"no pod: {pod.error}"
    for group in pod.placement:
        nodes = examples(group.nodes)
        if group.state is State.EXCLUDED:
            yield f"rejected on {nodes}: {'; '.join(reason.message for reason in group.reasons)}"
        if group.evicts:
            victims = examples([f"{victim.namespace}/{victim.name}" for victim in group.evicts])
            yield f"evicts {victims} to make room on {nodes}"


def is_refused(pod: StaticPodPlan) -> bool:
    """Whether some kubelet does not run it."""
    return pod.error is not None or any(group.state is State.EXCLUDED for group in pod.placement)
