"""The static pods that an inventory lists as pods, which need no kubelet here."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import ObjectRef
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity_text import show
from dslint.planning.node_outcomes import NodeOutcome, grouped
from dslint.plans import State, StaticPodPlan


def listed(cluster: Cluster) -> tuple[StaticPodPlan, ...]:
    """Mirror pods of a dump, and static pods of an inventory's templates."""
    found: dict[tuple[str, str], list[Pod]] = {}
    for pod in cluster.pods:
        if pod.static and pod.node and not pod.finished:
            name = pod.name.removesuffix(f"-{pod.node.lower()}")
            found.setdefault((pod.namespace, name), []).append(pod)
    return tuple(_plan(namespace, name, pods) for (namespace, name), pods in found.items())


def _plan(namespace: str, name: str, pods: list[Pod]) -> StaticPodPlan:
    bound = NodeOutcome(State.BOUND)
    placement = grouped((pod.node, bound) for pod in pods)
    reference = ObjectRef("v1", "Pod", namespace, name)
    return StaticPodPlan(reference, "", placement=placement, holds=tuple(holds(pods[0])))


def holds(pod: Pod) -> Iterator[str]:
    """The resources and host ports that the pod uses."""
    yield from (f"{name} {show(name, amount)}" for name, amount in sorted(pod.spec.requests.items()) if amount)
    yield from (f"port {port}" for port in pod.spec.host_ports)
