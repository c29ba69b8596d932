"""A volume with a zone or region label needs a node in that zone or region.

kube-scheduler: VolumeZone. Nodes without any zone or region label are not checked.
"""

from __future__ import annotations

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement import volumes
from dslint.placement.filters.contract import CLAIMS, NO_EVENTS, PASSES, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.volumes import ClaimUse
from dslint.plans import Reason

NAME = "VolumeZone"
READS = frozenset({"labels", "volumes"})
READS_OF_POD = CLAIMS
EVENTS = NO_EVENTS
EVENT = "node(s) had no available volume zone"
CURRENT = {
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
    "topology.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "topology.kubernetes.io/region": "topology.kubernetes.io/region",
}
"""The label keys that count, each with its current name."""

Demand = tuple[ClaimUse, str, str, frozenset[str]]
"""A claim, its volume, a label key and the values that match."""


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    demands = [demand for use in volumes.claims_of(pod) for demand in _demands(use, pod.namespace, snapshot)]
    if not demands:
        return None

    def check(state: NodeInfo) -> Verdicts:
        node = state.node
        if all(node.label(key) is None for key in CURRENT):
            return PASSES
        return rejected(_reason(demand) for demand in demands if _value(node, demand[2]) not in demand[3])

    return check


def _demands(use: ClaimUse, namespace: str, snapshot: Snapshot) -> list[Demand]:
    claim = volumes.claim_object(snapshot, namespace, use.name)
    name = volumes.volume_name(claim) if claim else ""
    volume = snapshot.object("PersistentVolume", name) if name else None
    labels = ((volume or {}).get("metadata") or {}).get("labels") or {}
    return [(use, name, key, frozenset(labels[key].split("__"))) for key in CURRENT if key in labels]


def _value(node: Node, key: str) -> str | None:
    value = node.label(key)
    return value if value is not None else node.label(CURRENT[key])


def _reason(demand: Demand) -> Reason:
    use, name, key, values = demand
    message = f"volume {name} of claim {use.name} is in {key} {', '.join(sorted(values))}"
    return reason("VolumeZone", message, EVENT, ("volumes", use.position))
