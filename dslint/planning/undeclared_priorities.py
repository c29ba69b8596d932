"""Where preemption depends on priorities that the inventory does not declare: those of victims, and of load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.inventory.assumptions import decided, named
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.placement.preemption import may_preempt
from dslint.plans import State, WorkloadPlan

LACKS_ROOM = "InsufficientResource"


def assumed_priorities(plans: Sequence[WorkloadPlan], pods: Sequence[Pod | None], cluster: Cluster) -> Iterator[str]:
    """A sentence on victims whose priority is a guess, and one on nodes that are full of load."""
    unknown = {(pod.namespace, pod.name) for pod in cluster.pods if not pod.spec.priority_known}
    victims: dict[str, None] = {}
    nodes: set[str] = set()
    for plan in plans:
        for group in plan.placement:
            for victim in group.evicts:
                if (victim.namespace, victim.name) in unknown:
                    victims[f"{victim.namespace}/{victim.name}"] = None
                    nodes.add(victim.node)
    if victims:
        yield decided(f"priority of {named(list(victims))}: not declared, planned as 0", len(nodes))
    full = {
        name for plan, pod in zip(plans, pods, strict=True) if pod is not None for name in _full(plan, pod, cluster)
    }
    if full:
        yield decided("priority of the load: not declared, planned as one that nobody may evict", len(full))


def _full(plan: WorkloadPlan, pod: Pod, cluster: Cluster) -> Iterator[str]:
    """The nodes where the pod waits for room that load takes, which it may be allowed to evict."""
    if pod.spec.priority <= 0 or not may_preempt(pod):
        return
    loaded = {node.name for node in cluster.nodes if node.shape.load}
    for group in plan.placement:
        lacking = any(reason.code == LACKS_ROOM for reason in group.reasons)
        if group.state is State.PENDING and lacking:
            yield from (name for name in group.nodes if name in loaded)
