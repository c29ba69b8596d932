"""Well-known labels and taints of nodes, and keys that are easily confused with them.

Kubernetes: the reference "Well-Known Labels, Annotations and Taints".
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
OTHER_VENDORS = frozenset({"node-role.kubernetes.io/controlplane"})
"""Keys of other vendors that are one letter away from a well-known key. Rancher sets this one."""

# node.kubernetes.io/os and kubernetes.io/arch are the taints of Windows and Arm nodes in many clusters, and no labels.
WRONG_DOMAINS = {
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
def similar_label(key: str) -> str | None:
    """The well-known label that was probably meant; None for well-known keys and for keys similar to none."""
    return WRONG_DOMAINS.get(key) or similar_well_known_key(key)


@lru_cache(maxsize=1024)
def similar_well_known_key(key: str) -> str | None:
    """The well-known key that was probably misspelled. A taint may have any domain."""
    if key in WELL_KNOWN or key in OTHER_VENDORS or key in WRONG_DOMAINS:
        return None
    return next((known for known in WELL_KNOWN if differs_by_one_letter(key, known)), None)


def differs_by_one_letter(text: str, other: str) -> bool:
    """Whether one letter is missing, extra, wrong or swapped with the next one; or only case differs."""
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
