"""Where preemption depends on priorities that the inventory does not declare: those of victims, and of load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.admission.priority import is_critical_by_name
from dslint.inventory.assumptions import decided, named
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.placement.preemption import may_preempt
from dslint.plans import State, WorkloadPlan

LACKS_ROOM = "InsufficientResource"


def assumed_priorities(plans: Sequence[WorkloadPlan], pods: Sequence[Pod | None], cluster: Cluster) -> Iterator[str]:
    """Sentences on victims whose priority is a guess, on critical pods that are none, and on nodes full of load."""
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
    waiting = {node for plan, pod in zip(plans, pods, strict=True) if pod for node in _waits_for_room(plan, pod)}
    critical = [pod for pod in cluster.pods if pod.node in waiting and is_critical_by_name(pod.spec)]
    if critical:
        names = named([pod.key for pod in critical])
        yield decided(f"priority of {names}: not declared, planned as critical", len({pod.node for pod in critical}))
    full = {node.name for node in cluster.nodes if node.shape.load and node.name in waiting}
    if full:
        yield decided("priority of the load: not declared, planned as one that nobody may evict", len(full))


def _waits_for_room(plan: WorkloadPlan, pod: Pod) -> Iterator[str]:
    """The nodes where the pod lacks room and may evict pods of lower priority."""
    if pod.spec.priority <= 0 or not may_preempt(pod):
        return
    for group in plan.placement:
        if group.state is State.PENDING and any(reason.code == LACKS_ROOM for reason in group.reasons):
            yield from group.nodes
