"""The resources that pods request and whose amount on a node the inventory does not declare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.inventory.assumptions import decided
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.plans import WANTS, WorkloadPlan


def assumed_resources(plans: Sequence[WorkloadPlan], pods: Sequence[Pod | None], cluster: Cluster) -> Iterator[str]:
    """A sentence for each resource."""
    shapes = {node.name: node.shape for node in cluster.nodes}
    nodes: dict[str, set[str]] = {}
    for plan, pod in zip(plans, pods, strict=True):
        requested = {name for name, amount in pod.spec.requests.items() if amount} if pod else set()
        names = (name for group in plan.placement if group.state in WANTS for name in group.nodes if requested)
        for node in names:
            for name in requested & shapes[node].unknown_resources if shapes[node].resources_known else ():
                nodes.setdefault(name, set()).add(node)
    for name in sorted(nodes):
        yield decided(f"{name}: not declared, planned as if there were enough", len(nodes[name]))
