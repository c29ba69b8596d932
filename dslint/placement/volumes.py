"""PersistentVolumeClaims, PersistentVolumes and StorageClasses, which limit where a pod can go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.kubernetes import quantity
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.selectors import NodeSelectorTerm

if TYPE_CHECKING:
    from dslint.placement.snapshot import Snapshot
    from dslint.placement.topology_counts import Namespaces

Object = Mapping[str, Any]
BIND_COMPLETED = "pv.kubernetes.io/bind-completed"
CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class"
DELAYED = "WaitForFirstConsumer"


class ClaimUse(NamedTuple):
    """A PersistentVolumeClaim that a pod uses, with its position among the pod's volumes.

    `ephemeral` claims are created from the pod's volumeClaimTemplate and named after pod and volume.
    """

    name: str
    position: int
    ephemeral: bool


def claims_of(pod: Pod) -> Iterator[ClaimUse]:
    for position, volume in enumerate(pod.spec.volumes):
        claim = volume.get("persistentVolumeClaim")
        if claim:
            yield ClaimUse(claim.get("claimName") or "", position, ephemeral=False)
        elif volume.get("ephemeral"):
            yield ClaimUse(f"{pod.name}-{volume.get('name') or ''}", position, ephemeral=True)


class Users(NamedTuple):
    """Pods that use a claim."""

    namespace: str
    claim: str

    def counts(self, pod: Pod, _: Namespaces) -> bool:
        if not pod.spec.volumes or pod.namespace != self.namespace:
            return False
        return any(claim.name == self.claim for claim in claims_of(pod))


def claim_object(snapshot: Snapshot, namespace: str, name: str) -> Object | None:
    return snapshot.object("PersistentVolumeClaim", name, namespace)


def once_per_pod(snapshot: Snapshot, namespace: str, name: str) -> bool:
    """Whether the claim is ReadWriteOncePod."""
    return "ReadWriteOncePod" in _spec(claim_object(snapshot, namespace, name)).get("accessModes", ())


def volume_name(claim: Object) -> str:
    """The volume in the claim's spec; "" while there is none."""
    return _spec(claim).get("volumeName") or ""


def bound(claim: Object) -> bool:
    """Whether claim and volume are bound completely; a claim that only names its volume is not."""
    return bool(volume_name(claim)) and (BIND_COMPLETED in _annotations(claim) or _phase(claim) == "Bound")


def class_name(claim: Object) -> str:
    annotated = _annotations(claim).get(CLASS_ANNOTATION)
    return str(annotated) if annotated is not None else _spec(claim).get("storageClassName") or ""


def delayed(claim: Object, snapshot: Snapshot) -> bool:
    """Whether the claim waits for the scheduler to choose a node."""
    storage_class = snapshot.object("StorageClass", class_name(claim))
    return storage_class is not None and storage_class.get("volumeBindingMode") == DELAYED


def requested(claim: Object) -> int:
    """The bytes that it asks for."""
    return quantity.value(((_spec(claim).get("resources") or {}).get("requests") or {}).get("storage") or 0)


def reaches(volume: Object, node: Node) -> bool:
    """Whether the volume's node affinity matches the node."""
    required = (_spec(volume).get("nodeAffinity") or {}).get("required")
    if required is None:
        return True
    labels = node.labels
    terms = (NodeSelectorTerm.of(item) for item in required.get("nodeSelectorTerms") or ())
    return any(term.matches(labels, "") for term in terms)


def lost(claim: Object) -> bool:
    return _phase(claim) == "Lost"


def deleted(claim: Object) -> bool:
    return bool((claim.get("metadata") or {}).get("deletionTimestamp"))


def name_of(raw: Object) -> str:
    return str((raw.get("metadata") or {}).get("name") or "")


def _phase(raw: Object) -> str:
    return str((raw.get("status") or {}).get("phase") or "")


def _annotations(raw: Object) -> Mapping[str, Any]:
    return (raw.get("metadata") or {}).get("annotations") or {}


def _spec(raw: Object | None) -> Mapping[str, Any]:
    return (raw or {}).get("spec") or {}
