"""Keys of labels and taints that Kubernetes itself puts on nodes, and those that are easily taken for them.

Kubernetes: the reference of well-known labels, annotations and taints.
"""

from __future__ import annotations

from functools import lru_cache

WELL_KNOWN = (
    "kubernetes.io/arch",
    "kubernetes.io/hostname",
    "kubernetes.io/os",
    "node.kubernetes.io/instance-type",
    "node.kubernetes.io/windows-build",
    "topology.kubernetes.io/region",
    "topology.kubernetes.io/zone",
    "node-role.kubernetes.io/control-plane",
    "node-role.kubernetes.io/master",
    "beta.kubernetes.io/arch",
    "beta.kubernetes.io/instance-type",
    "beta.kubernetes.io/os",
    "failure-domain.beta.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone",
    "node.kubernetes.io/disk-pressure",
    "node.kubernetes.io/memory-pressure",
    "node.kubernetes.io/network-unavailable",
    "node.kubernetes.io/not-ready",
    "node.kubernetes.io/out-of-service",
    "node.kubernetes.io/pid-pressure",
    "node.kubernetes.io/unreachable",
    "node.kubernetes.io/unschedulable",
    "node.cloudprovider.kubernetes.io/shutdown",
    "node.cloudprovider.kubernetes.io/uninitialized",
    "CriticalAddonsOnly",
)
OF_OTHERS = frozenset({"node-role.kubernetes.io/controlplane"})
"""One letter from a well-known key, and used: Rancher labels its nodes so."""

IN_WRONG_DOMAINS = {
    "kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "kubernetes.io/region": "topology.kubernetes.io/region",
    "kubernetes.io/zone": "topology.kubernetes.io/zone",
    "node.kubernetes.io/arch": "kubernetes.io/arch",
    "node.kubernetes.io/hostname": "kubernetes.io/hostname",
    "node.kubernetes.io/os": "kubernetes.io/os",
    "node.kubernetes.io/region": "topology.kubernetes.io/region",
    "node.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "topology.kubernetes.io/hostname": "kubernetes.io/hostname",
    "topology.kubernetes.io/os": "kubernetes.io/os",
    "failure-domain.kubernetes.io/region": "topology.kubernetes.io/region",
    "failure-domain.kubernetes.io/zone": "topology.kubernetes.io/zone",
}


@lru_cache(maxsize=1024)
def meant_instead_of(key: str) -> str | None:
    """The well-known key that was meant; None for well-known keys and for those that are like none."""
    if key in WELL_KNOWN or key in OF_OTHERS:
        return None
    if key in IN_WRONG_DOMAINS:
        return IN_WRONG_DOMAINS[key]
    return next((known for known in WELL_KNOWN if one_slip(key, known)), None)


def one_slip(text: str, other: str) -> bool:
    """Whether a letter is missing, too many, wrong, or in the place of its neighbour; or only capitals differ."""
    if abs(len(text) - len(other)) > 1:
        return False
    if text.lower() == other.lower():
        return True
    start = 0
    while start < min(len(text), len(other)) and text[start] == other[start]:
        start += 1
    left, right = text[start:], other[start:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
