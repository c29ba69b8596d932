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
from dslint.placement.volumes import Object, class_name, name_of, reaches

NO_PROVISIONER = "kubernetes.io/no-provisioner"


def matching_volume(claim: Object, node: Node, snapshot: Snapshot, taken: set[str]) -> Object | None:
    """The smallest volume that matches the claim and is reachable from the node; one reserved for the claim wins."""
    best: Object | None = None
    for volume in snapshot.objects.get("PersistentVolume", ()):
        if name_of(volume) in taken or not _could_hold(volume, claim):
            continue
        reserved = _reserved_for(volume, claim)
        if reserved is False:
            continue
        if reserved:
            return volume if reaches(volume, node) else None
        if _available(volume, claim) and reaches(volume, node) and (best is None or _size(volume) < _size(best)):
            best = volume
    return best


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
    wanted = _requested(claim)
    return any(
        capacity.get("storageClassName") == name_of(storage_class)
        and _room(capacity) >= wanted
        and _has_access(capacity, node)
        for capacity in snapshot.objects.get("CSIStorageCapacity", ())
    )


def _could_hold(volume: Object, claim: Object) -> bool:
    offered, wanted = volume.get("spec") or {}, claim.get("spec") or {}
    if _size(volume) < _requested(claim) or (volume.get("metadata") or {}).get("deletionTimestamp"):
        return False
    return all(
        (offered.get(field) or default) == (wanted.get(field) or default)
        for field, default in (("volumeMode", "Filesystem"), ("volumeAttributesClassName", ""))
    )


def _reserved_for(volume: Object, claim: Object) -> bool | None:
    """Whether the volume's claimRef is this claim; None where it has none."""
    reference = (volume.get("spec") or {}).get("claimRef")
    if not reference:
        return None
    metadata = claim.get("metadata") or {}
    if (reference.get("namespace") or "default", reference.get("name")) != (
        metadata.get("namespace") or "default",
        metadata.get("name"),
    ):
        return False
    return reference.get("uid") in (None, "", metadata.get("uid"))


def _available(volume: Object, claim: Object) -> bool:
    offered, wanted = volume.get("spec") or {}, claim.get("spec") or {}
    if ((volume.get("status") or {}).get("phase") or "Available") != "Available":
        return False
    if (offered.get("storageClassName") or "") != class_name(claim):
        return False
    selector = LabelSelector.of(wanted.get("selector"))
    if selector is not None and not selector.matches((volume.get("metadata") or {}).get("labels") or {}):
        return False
    return set(wanted.get("accessModes") or ()) <= set(offered.get("accessModes") or ())


def _in_topology(term: Mapping[str, Any], node: Node) -> bool:
    return all(
        node.label(item.get("key") or "") in (item.get("values") or ())
        for item in term.get("matchLabelExpressions") or ()
    )


def _size(volume: Object) -> int:
    return quantity.value(((volume.get("spec") or {}).get("capacity") or {}).get("storage") or 0)


def _requested(claim: Object) -> int:
    resources = (claim.get("spec") or {}).get("resources") or {}
    return quantity.value((resources.get("requests") or {}).get("storage") or 0)


def _room(capacity: Object) -> int:
    # maximumVolumeSize is more precise than the total capacity.
    limit = capacity.get("maximumVolumeSize") or capacity.get("capacity")
    return -1 if limit is None else quantity.value(limit)


def _has_access(capacity: Object, node: Node) -> bool:
    selector = LabelSelector.of(capacity.get("nodeTopology"))
    return selector is not None and selector.matches(node.labels)
