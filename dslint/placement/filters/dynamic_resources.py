"""A pod with ResourceClaims needs nodes where their devices are, or where they can be allocated.

kube-scheduler: DynamicResources. A claim that is allocated keeps its pod on the nodes of its devices. Any other claim
gets devices of the ResourceSlices, which are counted (see placement/devices.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.node_affinity import matches_node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.selectors import NodeSelectorTerm
from dslint.placement import resource_claims
from dslint.placement.devices import Alternatives, Key, Slices, allocate, requests_of
from dslint.placement.filters.contract import POD_DELETE, Check, Verdict, Verdicts, reason, rejected
from dslint.placement.resource_claims import ClaimUse, ClaimUsers, Object
from dslint.placement.snapshot import NodeInfo, Objects, Snapshot
from dslint.plans import Reason

NAME = "DynamicResources"
READS = frozenset({"labels", "name", "pods"})
READS_OF_POD = frozenset({"resourceClaims"})
EVENTS = POD_DELETE
"""Upstream waits for claims that are deallocated, as happens once their pods are gone."""

EVENT_ELSEWHERE = "resourceclaim not available on the node"
EVENT_IN_USE = "resourceclaim in use"
EVENT_NO_DEVICES = "cannot allocate all claims"
EVENT_IMMUTABLE = (
    'running PreBind plugin "DynamicResources": add reservation to claim {key}: ResourceClaim.resource.k8s.io "{name}" '
    "is invalid: status.allocation: Invalid value: …: field is immutable"
)
"""The value, with the time of the attempt, is left out."""


class Claims(NamedTuple):
    """The pod's claims: allocated ones, those that pods here share, and those that nobody has devices for."""

    allocated: list[ClaimUse]
    named: list[ClaimUse]
    generated: list[ClaimUse]


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | Verdict | None:
    if not snapshot.release.enabled("DynamicResourceAllocation"):
        return None
    found = resource_claims.problem(pod, snapshot)
    if found is not None:
        return Verdict((_reason(found[0], found[1], found[1]),))
    claims = _sorted(pod, snapshot, pinned=pinned)
    failure = next(_failures(claims, snapshot), None)
    if failure is not None:
        return Verdict((failure,))
    ledger = _Ledger(snapshot, {use.name for use in claims.named})

    def check(state: NodeInfo) -> Verdicts:
        mine = [use for use in claims.named if not ledger.users(pod, use)]
        elsewhere = [use for use in claims.named if use not in mine and not ledger.reaches(pod, use, state)]
        elsewhere += [use for use in claims.allocated if not _available(use, state.node)]
        wanted = [request for use in (*mine, *claims.generated) for request in requests_of(use.claim or {}, snapshot)]
        if wanted and not ledger.allocates(wanted, state):
            message = "no devices are free for its claims"
            return rejected([_reason((*mine, *claims.generated)[0], message, EVENT_NO_DEVICES)])
        if elsewhere:
            messages = ((use, f"the devices of claim {use.name} are on other nodes") for use in elsewhere)
            return rejected(_reason(use, message, EVENT_ELSEWHERE) for use, message in messages)
        return rejected(_unstamped(use, pod) for use in _without_time(claims.allocated, snapshot))

    return check


def _sorted(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Claims:
    claims = Claims([], [], [])
    for use in resource_claims.claims_of(pod, snapshot):
        if use.generated:
            claims.generated.append(use)
        elif resource_claims.allocation(use.claim or {}) and not _is_deallocated(use, pod, snapshot, pinned=pinned):
            claims.allocated.append(use)
        else:
            claims.named.append(use)
    return claims


def _is_deallocated(use: ClaimUse, pod: Pod, snapshot: Snapshot, *, pinned: bool) -> bool:
    """Whether the scheduler takes an allocation back that no pod uses: PostFilter, for a pod that fits no node.

    Of pods of a DaemonSet, one on a node without the devices is enough.
    """
    if resource_claims.reserved_for(use.claim or {}):
        return False
    spec = pod.spec
    nodes = [
        node for node in snapshot.nodes if matches_node(spec.node_selector.items(), spec.required_node_terms, node)
    ]
    return (all if pinned else any)(_available(use, node) for node in nodes) is False


def _available(use: ClaimUse, node: Node) -> bool:
    selector = (resource_claims.allocation(use.claim or {}) or {}).get("nodeSelector")
    if not selector:
        return True
    terms = map(NodeSelectorTerm.of, selector.get("nodeSelectorTerms") or ())
    return any(term.matches(node.labels, node.name) for term in terms)


def _failures(claims: Claims, snapshot: Snapshot) -> Iterator[Reason]:
    """What the PreFilter reports: claims with too many pods, and device classes that do not exist."""
    for use in claims.allocated:
        if len(resource_claims.reserved_for(use.claim or {})) >= resource_claims.MOST_USERS:
            yield _reason(use, f"claim {use.name} has {resource_claims.MOST_USERS} pods", EVENT_IN_USE)
    for use in (*claims.named, *claims.generated):
        for alternatives in requests_of(use.claim or {}, snapshot):
            for request in alternatives:
                name = request.device_class
                if snapshot.object("DeviceClass", name) is None and not snapshot.unknown("DeviceClass", name):
                    text = f"request {request.name}: device class {request.device_class} does not exist"
                    yield _reason(use, text, text)


def _without_time(allocated: Iterable[ClaimUse], snapshot: Snapshot) -> Iterator[ClaimUse]:
    """Claims that no pod can be added to: the scheduler sets the time of the allocation, which is immutable."""
    if snapshot.release.enabled("DRADeviceBindingConditions"):
        for use in allocated:
            if not (resource_claims.allocation(use.claim or {}) or {}).get("allocationTimestamp"):
                yield use


def _unstamped(use: ClaimUse, pod: Pod) -> Reason:
    message = (
        f"the scheduler cannot reserve claim {use.name}: its allocation has no allocationTimestamp, and the API server "
        "lets nobody add one"
    )
    return _reason(use, message, EVENT_IMMUTABLE.format(key=f"{pod.namespace}/{use.name}", name=use.name))


class _Ledger:
    """Who has which devices, as the snapshot is now. `free` names claims whose own allocation does not count."""

    def __init__(self, snapshot: Snapshot, free: set[str]) -> None:
        self._snapshot = snapshot
        self._slices = snapshot.index(Slices.of)
        # The slices of other nodes say nothing of a node's own, unless all are declared.
        self._unknown = not snapshot.cluster.is_complete("ResourceSlice")
        self._allocated = [
            claim
            for claim in snapshot.objects.get("ResourceClaim", ())
            if resource_claims.allocation(claim) and (claim.get("metadata") or {}).get("name") not in free
        ]
        self._existing = {(pod.namespace, pod.name): pod for pod in snapshot.cluster.pods}
        self._known = snapshot.index(_known_devices)
        self._made_for = {resource_claims.owner_of(claim) for claim in self._allocated}

    def users(self, pod: Pod, use: ClaimUse) -> int:
        """The number of pods on nodes that use the pod's claim."""
        return self._snapshot.topology_count(ClaimUsers(pod.namespace, use.name), "").total

    def reaches(self, pod: Pod, use: ClaimUse, state: NodeInfo) -> bool:
        """Whether the node reaches the devices that other pods have of this claim."""
        if self._unknown and not self._slices.devices(state.node):
            return True
        users = ClaimUsers(pod.namespace, use.name)
        return not self._slices.local or any(users.counts(other, self._snapshot) for other in state.pods)

    def allocates(self, wanted: list[Alternatives], state: NodeInfo) -> bool:
        devices = self._slices.devices(state.node)
        if not devices:
            return self._unknown
        return allocate(wanted, devices, self._taken(state))

    def _taken(self, state: NodeInfo) -> set[Key]:
        """The devices that claims and pods have, in a new set."""
        if self._allocated or not self._slices.local:
            return self._counted(state)
        # Of most nodes no pod has come or gone since another pod was tried.
        pods = tuple(pod for pod in state.pods if pod.spec.raw.get("resourceClaims"))
        known = self._known.get(state.node.index)
        if known is None or known[0] != pods:
            known = self._known[state.node.index] = pods, self._counted(state)
        return set(known[1])

    def _counted(self, state: NodeInfo) -> set[Key]:
        taken = {key for claim in self._allocated if self._holds(claim) for key in _results(claim)}
        seen: set[tuple[str, str]] = set()
        for other in state.pods if self._slices.local else self._snapshot.pods():
            if other.spec.raw.get("resourceClaims"):
                requests = list(self._of_pod(other, seen))
                allocate(requests, self._slices.devices(self._snapshot.by_name[other.node]), taken)
        return taken

    def _of_pod(self, other: Pod, seen: set[tuple[str, str]]) -> Iterator[Alternatives]:
        """The requests of a pod on a node whose devices the objects do not show."""
        for use in resource_claims.claims_of(other, self._snapshot):
            if use.claim is None or resource_claims.allocation(use.claim):
                continue
            if use.generated and (other.namespace, other.name) in self._made_for:
                continue
            key = (other.namespace, use.name)
            if use.generated or key not in seen:
                seen.add(key)
                yield from requests_of(use.claim, self._snapshot)

    def _holds(self, claim: Object) -> bool:
        """Whether the claim still has its devices; one that was made for a pod goes with it."""
        pod = self._existing.get(resource_claims.owner_of(claim))
        return pod is None or self._snapshot.holds(pod)


def _known_devices(_: Objects) -> dict[int, tuple[tuple[Pod, ...], set[Key]]]:
    """The devices that the pods of a node have, with these pods, by the index of the node; nothing at first."""
    return {}


def _results(claim: Object) -> Iterator[Key]:
    devices = (resource_claims.allocation(claim) or {}).get("devices") or {}
    for result in devices.get("results") or ():
        if not result.get("adminAccess"):
            yield (result.get("driver") or "", result.get("pool") or "", result.get("device") or "")


def _reason(use: ClaimUse, message: str, event: str) -> Reason:
    return reason("ResourceClaim", message, event, ("resourceClaims", use.position))
