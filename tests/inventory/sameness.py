"""What two Clusters are compared by: all that places pods, in no order."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dslint.kubernetes.cluster import Cluster


def nodes_told(cluster: Cluster) -> dict[str, Any]:
    return {
        node.name: (
            node.labels,
            frozenset(node.shape.taints),
            node.shape.unschedulable,
            node.shape.ready,
            node.shape.pressure,
            {name: amount for name, amount in node.shape.allocatable.items() if amount},
            dict(node.shape.load),
            node.shape.virtual,
            dict(node.shape.timing),
            node.shape.declared_features,
            node.shape.kubelet,
            node.shape.kubeadm,
        )
        for node in cluster.nodes
    }


def pods_told(cluster: Cluster) -> Counter[Any]:
    """By node and owner: what the pods hold there. Names are the controllers' to choose."""
    return Counter(
        (
            pod.node,
            pod.namespace,
            pod.owner or (pod.static, pod.name),
            frozenset(pod.labels.items()),
            frozenset((name, amount) for name, amount in pod.spec.requests.items() if amount),
            frozenset(pod.spec.host_ports),
            pod.spec.priority,
            pod.spec.required_anti_affinity,
        )
        for pod in cluster.pods
    )
