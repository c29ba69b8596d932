"""The ResourceClaims of pods: those that exist, and those that are made from a template.

Kubernetes: pkg/scheduler/framework/plugins/dynamicresources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot
from dslint.placement.topology_counts import Namespaces

Object = Mapping[str, Any]
MOST_USERS = 256
"""Kubernetes: ResourceClaimReservedForMaxSize."""


class ClaimUse(NamedTuple):
    """A claim that a pod uses, with its position among the pod's claims; `claim` is None where there is none.

    A `generated` claim is made for the pod alone, from the template `name`.
    """

    position: int
    name: str
    claim: Object | None
    generated: bool


class ClaimUsers(NamedTuple):
    """Pods that use a claim."""

    namespace: str
    claim: str

    def counts(self, pod: Pod, _: Namespaces) -> bool:
        if pod.namespace != self.namespace:
            return False
        return any(item.get("resourceClaimName") == self.claim for item in pod.spec.raw.get("resourceClaims") or ())


def claims_of(pod: Pod, snapshot: Snapshot) -> Iterator[ClaimUse]:
    for position, item in enumerate(pod.spec.raw.get("resourceClaims") or ()):
        name = item.get("resourceClaimName") or ""
        if name:
            yield ClaimUse(position, name, snapshot.object("ResourceClaim", name, pod.namespace), generated=False)
            continue
        name = item.get("resourceClaimTemplateName") or ""
        template = snapshot.object("ResourceClaimTemplate", name, pod.namespace)
        claim = None if template is None else {"spec": (template.get("spec") or {}).get("spec") or {}}
        yield ClaimUse(position, name, claim, generated=True)


def uses_shared_claim(pod: Pod) -> bool:
    """Whether the pod names a claim, which other pods may use as well."""
    return any(item.get("resourceClaimName") for item in pod.spec.raw.get("resourceClaims") or ())


def problem(pod: Pod, snapshot: Snapshot) -> tuple[ClaimUse, str] | None:
    """The claim because of which the scheduler does not try the pod, and why. Kubernetes: PreEnqueue."""
    if not snapshot.release.enabled("DynamicResourceAllocation"):
        return None
    for use in claims_of(pod, snapshot):
        if use.claim is None and unknown(use, pod, snapshot):
            continue
        if use.claim is None and use.generated:
            return use, f'resourceclaimtemplate "{use.name}" not found, so no claim is created'
        if use.claim is None:
            return use, f'resourceclaim "{use.name}" not found'
        if (use.claim.get("metadata") or {}).get("deletionTimestamp"):
            return use, f'resourceclaim "{use.name}" is being deleted'
    return None


def unknown(use: ClaimUse, pod: Pod, snapshot: Snapshot) -> bool:
    """Whether nothing says if the claim, or the template of it, exists."""
    kind = "ResourceClaimTemplate" if use.generated else "ResourceClaim"
    return use.claim is None and snapshot.unknown(kind, use.name, pod.namespace)


def allocation(claim: Object) -> Object | None:
    found: Object | None = (claim.get("status") or {}).get("allocation")
    return found


def reserved_for(claim: Object) -> list[Object]:
    """The pods that may use an allocated claim."""
    found: list[Object] = (claim.get("status") or {}).get("reservedFor") or []
    return found


def owner_of(claim: Object) -> tuple[str, str]:
    """Namespace and name of the pod that a claim was made for; the name is "" for a claim of its own."""
    metadata = claim.get("metadata") or {}
    names = (item.get("name") or "" for item in metadata.get("ownerReferences") or () if item.get("kind") == "Pod")
    return metadata.get("namespace") or "default", next(names, "")
