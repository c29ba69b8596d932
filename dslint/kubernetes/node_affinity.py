"""Whether a node matches a pod's nodeSelector and required node affinity.

Kubernetes: staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity (GetRequiredNodeAffinity), which the
scheduler, the DaemonSet controller and the kubelet all call.
"""

from __future__ import annotations

from collections.abc import Iterable

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.selectors import NodeSelectorTerm


def matches_node(
    node_selector: Iterable[tuple[str, str]], terms: tuple[NodeSelectorTerm, ...] | None, node: Node
) -> bool:
    """`terms` are those of the required node affinity, None if there is none."""
    if any(node.label(key) != value for key, value in node_selector):
        return False
    if terms is None:
        return True
    labels = node.labels
    return any(term.matches(labels, node.name) for term in terms)
