"""A claim that is allocated already keeps its pod on the nodes where its devices are.

kube-scheduler: DynamicResources. Claims that are not allocated yet depend on drivers and are not checked.
"""

from __future__ import annotations

from typing import NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.selectors import NodeSelectorTerm
from dslint.placement.filters.contract import NO_EVENTS, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Reason

NAME = "DynamicResources"
READS = frozenset({"labels", "name"})
READS_OF_POD = frozenset({"resourceClaims"})
EVENTS = NO_EVENTS
EVENT = "resourceclaim not available on the node"


class Allocated(NamedTuple):
    """A claim with the node selector terms of its devices, and its position in the pod."""

    position: int
    name: str
    terms: tuple[NodeSelectorTerm, ...]


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    if not snapshot.release.enabled("DynamicResourceAllocation"):
        return None
    claims = _allocated(pod, snapshot)
    if not claims:
        return None

    def check(state: NodeInfo) -> Verdicts:
        node, labels = state.node, state.node.labels
        elsewhere = [claim for claim in claims if not any(term.matches(labels, node.name) for term in claim.terms)]
        return rejected(map(_reason, elsewhere), resolvable=True)

    return check


def _allocated(pod: Pod, snapshot: Snapshot) -> list[Allocated]:
    found = []
    for position, item in enumerate(pod.spec.raw.get("resourceClaims") or ()):
        name = item.get("resourceClaimName") or ""
        claim = snapshot.object("ResourceClaim", name, pod.namespace) or {}
        selector = ((claim.get("status") or {}).get("allocation") or {}).get("nodeSelector")
        if selector:
            terms = tuple(NodeSelectorTerm.of(term) for term in selector.get("nodeSelectorTerms") or ())
            found.append(Allocated(position, name, terms))
    return found


def _reason(claim: Allocated) -> Reason:
    message = f"the devices of claim {claim.name} are on other nodes"
    return reason("ResourceClaim", message, EVENT, ("resourceClaims", claim.position))
