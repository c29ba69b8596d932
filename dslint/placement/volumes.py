"""Claims, volumes and storage classes that decide where a pod can go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.placement.tallies import Namespaces
from dslint.placement.world import World

Object = Mapping[str, Any]


class Claim(NamedTuple):
    """A PersistentVolumeClaim that a pod uses, by its place among the pod's volumes.

    `ephemeral` claims are made from the pod's volumeClaimTemplate and named after pod and volume.
    """

    name: str
    position: int
    ephemeral: bool


def claims_of(pod: Pod) -> Iterator[Claim]:
    for position, volume in enumerate(pod.spec.volumes):
        claim = volume.get("persistentVolumeClaim")
        if claim:
            yield Claim(claim.get("claimName") or "", position, ephemeral=False)
        elif volume.get("ephemeral"):
            yield Claim(f"{pod.name}-{volume.get('name') or ''}", position, ephemeral=True)


def claim_object(world: World, namespace: str, name: str) -> Object | None:
    for raw in world.objects.get("PersistentVolumeClaim", ()):
        metadata = raw.get("metadata") or {}
        if metadata.get("name") == name and (metadata.get("namespace") or "default") == namespace:
            return raw
    return None


def once_per_pod(world: World, namespace: str, name: str) -> bool:
    """Whether the claim is ReadWriteOncePod."""
    raw = claim_object(world, namespace, name)
    return raw is not None and "ReadWriteOncePod" in ((raw.get("spec") or {}).get("accessModes") or ())


class Users(NamedTuple):
    """Pods that use a claim."""

    namespace: str
    claim: str

    def counts(self, pod: Pod, _: Namespaces) -> bool:
        if not pod.spec.volumes or pod.namespace != self.namespace:
            return False
        return any(claim.name == self.claim for claim in claims_of(pod))
