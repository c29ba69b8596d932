"""The volume that a claim with delayed binding gets on a node: an existing one, or one to provision.

Kubernetes: component-helpers/storage/volume (FindMatchingVolume), plugins/volumebinding (checkVolumeProvisions).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.kubernetes import quantity
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.selectors import LabelSelector
from dslint.placement.snapshot import Snapshot
from dslint.placement.volume_index import VolumeIndex
from dslint.placement.volumes import Object, class_name, name_of, requested

NO_PROVISIONER = "kubernetes.io/no-provisioner"


def matching_volume(claim: Object, node: Node, snapshot: Snapshot, taken: set[str]) -> Object | None:
    """The smallest volume that matches the claim and is reachable from the node; one reserved for the claim wins."""
    return snapshot.index(VolumeIndex.of).matching(claim, node, taken)


def provisionable(claim: Object, node: Node, snapshot: Snapshot) -> bool:
    """Whether the claim's storage class can provision a volume for the node."""
    storage_class = snapshot.object("StorageClass", class_name(claim))
    if storage_class is None or storage_class.get("provisioner") in (None, "", NO_PROVISIONER):
        return False
    topologies = storage_class.get("allowedTopologies") or ()
    return not topologies or any(_in_topology(term, node) for term in topologies)


def enough_capacity(claim: Object, node: Node, snapshot: Snapshot) -> bool:
    """Whether a driver that publishes its capacity has room for the claim; True for all other drivers."""
    storage_class = snapshot.object("StorageClass", class_name(claim)) or {}
    driver = snapshot.object("CSIDriver", storage_class.get("provisioner") or "")
    if driver is None or not (driver.get("spec") or {}).get("storageCapacity"):
        return True
    wanted = requested(claim)
    return any(
        capacity.get("storageClassName") == name_of(storage_class)
        and _room(capacity) >= wanted
        and _has_access(capacity, node)
        for capacity in snapshot.objects.get("CSIStorageCapacity", ())
    )


def _in_topology(term: Mapping[str, Any], node: Node) -> bool:
    return all(
        node.label(item.get("key") or "") in (item.get("values") or ())
        for item in term.get("matchLabelExpressions") or ()
    )


def _room(capacity: Object) -> int:
    # maximumVolumeSize is more precise than the total capacity.
    limit = capacity.get("maximumVolumeSize") or capacity.get("capacity")
    return -1 if limit is None else quantity.value(limit)


def _has_access(capacity: Object, node: Node) -> bool:
    selector = LabelSelector.of(capacity.get("nodeTopology"))
    return selector is not None and selector.matches(node.labels)
