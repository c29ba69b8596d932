"""A claim that is allocated already keeps its pod on the nodes where its devices are.

kube-scheduler: DynamicResources. Claims that are not allocated yet depend on drivers and are not checked.
"""

from __future__ import annotations

from typing import NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.selectors import NodeSelectorTerm
from dslint.placement.filters.contract import NO_EVENTS, PASSES, Check, Refusal
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "DynamicResources"
READS = frozenset({"labels", "name"})
EVENTS = NO_EVENTS
EVENT = "resourceclaim not available on the node"


class Allocated(NamedTuple):
    """A claim with the node selector terms of its devices, and its position in the pod."""

    position: int
    name: str
    terms: tuple[NodeSelectorTerm, ...]


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    if not pod.spec.raw.get("resourceClaims") or not snapshot.release.enabled("DynamicResourceAllocation"):
        return None
    claims = _allocated(pod, snapshot)
    if not claims:
        return None

    def check(state: NodeInfo) -> tuple[Refusal, ...]:
        node, labels = state.node, state.node.labels
        return (
            tuple(
                _refusal(claim) for claim in claims if not any(term.matches(labels, node.name) for term in claim.terms)
            )
            or PASSES
        )

    return check


def _allocated(pod: Pod, snapshot: Snapshot) -> list[Allocated]:
    found = []
    for position, item in enumerate(pod.spec.raw["resourceClaims"]):
        name = item.get("resourceClaimName") or ""
        claim = snapshot.object("ResourceClaim", name, pod.namespace) or {}
        selector = ((claim.get("status") or {}).get("allocation") or {}).get("nodeSelector")
        if selector:
            terms = tuple(NodeSelectorTerm.of(term) for term in selector.get("nodeSelectorTerms") or ())
            found.append(Allocated(position, name, terms))
    return found


def _refusal(claim: Allocated) -> Refusal:
    path = ("resourceClaims", claim.position)
    return Refusal(
        "ResourceClaim", f"the devices of claim {claim.name} are on other nodes", EVENT, path, resolvable=True
    )
