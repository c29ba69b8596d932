"""The objects that manifests bring beside their workloads: they are created first, or change what the cluster has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.other_objects import (
    ADMISSION_KINDS,
    GROUPS,
    WHAT_RUNS,
    ObjectDocument,
    identity,
    is_of_groups,
    other_object,
    rejected_object,
)
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release

KEPT = frozenset({"PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "StorageClass"})
"""What decides about pods cannot change in objects of these kinds."""

Identity = tuple[str, str, str]


def is_brought(value: Any) -> bool:
    """Whether an object of a manifest matters for the pods beside it."""
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in GROUPS or kind in WHAT_RUNS:
        return False
    return is_of_groups(str(value.get("apiVersion") or ""), GROUPS[kind])


def with_brought(cluster: Cluster, values: Iterable[Mapping[str, Any] | ObjectDocument], release: Release) -> Cluster:
    """A new Cluster that has these objects too, but for those that the API server rejects.

    Objects that do not matter for pods are left out. They complete no kind: the cluster may have others. Those that
    come with their place are found in their text.
    """
    objects = {kind: list(found) for kind, found in cluster.objects.items()}
    changed = replace(cluster, objects=objects, assumed=list(cluster.assumed))
    documents = [
        item if isinstance(item, ObjectDocument) else ObjectDocument(dict(item), Place())
        for item in values
        if isinstance(item, Mapping | ObjectDocument)
    ]
    for document in documents:
        if is_brought(document.value):
            _add(dict(document.value), changed, release)
    if any(map(changed.of_kind, ADMISSION_KINDS)):
        from dslint.inventory.admission_objects import add_brought_parts

        add_brought_parts(changed, documents)
    return changed


def _add(value: dict[str, Any], cluster: Cluster, release: Release) -> None:
    kind = value["kind"]
    try:
        read = other_object(ObjectDocument(value, Place()), release)
    except InventoryError as error:
        cluster.assumed.append(f"{kind} of the manifests: left out, because the API server rejects it: {error}")
        cluster.refused |= _names(value)
        return
    known = cluster.objects.setdefault(kind, [])
    at = next((index for index, other in enumerate(known) if identity(other) == identity(read)), None)
    if at is not None and kind in KEPT:
        cluster.assumed += _contradiction(known[at], read)
        return
    others = replace(cluster, objects={**cluster.objects, kind: [item for item in known if item is not _at(known, at)]})
    rejected = rejected_object(read, others, release)
    if rejected is not None:
        cluster.assumed.append(f"{kind} of the manifests: left out, because the API server rejects it: {rejected}")
        cluster.refused |= {identity(read)} if at is None else set()
    elif at is None:
        known.append(read)
    else:
        known[at] = _applied(known[at], read)


def _at(known: list[dict[str, Any]], at: int | None) -> dict[str, Any] | None:
    return None if at is None else known[at]


def _names(value: Mapping[str, Any]) -> set[Identity]:
    metadata = value.get("metadata")
    if isinstance(metadata, dict) and isinstance(metadata.get("name"), str):
        return {identity(value)}
    return set()


def _applied(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The object after `kubectl apply`: labels and annotations of others stay, and so does what a quota has counted."""
    metadata = {**before["metadata"], **after["metadata"]}
    for field in ("labels", "annotations"):
        merged = {**(before["metadata"].get(field) or {}), **(after["metadata"].get(field) or {})}
        if merged:
            metadata[field] = merged
    status = {"status": before["status"]} if before.get("status") else {}
    return {**after, "metadata": metadata, **status}


def _contradiction(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    if before["kind"] != "PriorityClass" or (before.get("value") or 0) == (after.get("value") or 0):
        return []
    name, first, second = before["metadata"]["name"], before.get("value") or 0, after.get("value") or 0
    values = f"value {first} in the inventory, {second} in the manifests"
    return [f"PriorityClass {name}: {values}; the value of a class cannot change, so the first counts"]
