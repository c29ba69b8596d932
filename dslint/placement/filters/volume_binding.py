"""A pod can only go where its claims' volumes are reachable or can be provisioned.

kube-scheduler: VolumeBinding. A pod fits no node if a claim is missing, lost, or unbound with immediate binding.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours, volume_matching, volumes
from dslint.placement.filters.contract import CLAIMS, NO_EVENTS, Check, Verdict, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.volumes import ClaimUse, Object
from dslint.plans import Reason

NAME = "VolumeBinding"
READS = frozenset({"labels", "volumes"})
READS_OF_POD = CLAIMS
EVENTS = NO_EVENTS
EVENT_AFFINITY = "node(s) didn't match PersistentVolume's node affinity"
EVENT_AFFINITY_BEFORE = "node(s) had volume node affinity conflict"
EVENT_NO_VOLUME = "node(s) didn't find available persistent volumes to bind"
EVENT_NO_ROOM = "node(s) did not have enough free storage"
EVENT_GONE = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)"
EVENT_UNBOUND = "pod has unbound immediate PersistentVolumeClaims"
EVENT_SETS = "node(s) didn't satisfy plugin(s) [NodeAffinity VolumeBinding] simultaneously"
SELECTED_NODE = "volume.kubernetes.io/selected-node"
HOSTNAME = "kubernetes.io/hostname"
CLAIM = "PersistentVolumeClaim"


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | Verdict | None:
    uses = list(volumes.claims_of(pod))
    if not uses:
        return None
    failure = next(_failures(uses, pod.namespace, snapshot), None)
    if failure is not None:
        return Verdict((failure,))
    claims = [(use, volumes.claim_object(snapshot, pod.namespace, use.name) or {}) for use in uses]
    narrows = pinned and snapshot.release.has(behaviours.VOLUMES_NARROW_TO_NODES)

    def check(state: NodeInfo) -> Verdicts:
        found = rejected(_reasons(claims, state.node, snapshot))
        if narrows and not _eligible(claims, state.node, snapshot):
            elsewhere = _reason(uses[0], "its local volume is on another node", EVENT_SETS)
            return (*rejected([elsewhere], before_filters=True), *found)
        return found

    return check


def _failures(uses: list[ClaimUse], namespace: str, snapshot: Snapshot) -> Iterator[Reason]:
    """What the PreFilter reports, in its order: each claim by itself, then claims that are not bound."""
    for use in uses:
        claim = volumes.claim_object(snapshot, namespace, use.name)
        if claim is None and (use.ephemeral or snapshot.unknown(CLAIM, use.name, namespace)):
            continue
        problem = _problem(use, claim)
        if problem:
            yield _reason(use, problem, problem)
    for use in uses:
        claim = volumes.claim_object(snapshot, namespace, use.name)
        if claim is None or volumes.bound(claim):
            continue
        if _of_unknown_class(claim, snapshot):
            continue
        if volumes.volume_name(claim) or not volumes.delayed(claim, snapshot):
            yield _reason(use, f"claim {use.name} is not bound to a volume", EVENT_UNBOUND)


def _of_unknown_class(claim: Object, snapshot: Snapshot) -> bool:
    """Whether a claim that names no volume may get one on any node, for all that is known of its class."""
    name = volumes.class_name(claim)
    return bool(name) and not volumes.volume_name(claim) and snapshot.unknown("StorageClass", name)


def _problem(use: ClaimUse, claim: Object | None) -> str:
    if claim is None:
        return f'persistentvolumeclaim "{use.name}" not found'
    if volumes.lost(claim):
        return (
            f'persistentvolumeclaim "{use.name}" bound to non-existent persistentvolume "{volumes.volume_name(claim)}"'
        )
    if volumes.deleted(claim):
        return f'persistentvolumeclaim "{use.name}" is being deleted'
    return ""


def _reasons(claims: list[tuple[ClaimUse, Object]], node: Node, snapshot: Snapshot) -> Iterator[Reason]:
    taken: set[str] = set()
    for use, claim in claims:
        if claim and volumes.bound(claim):
            yield from _of_bound(use, claim, node, snapshot)
        elif claim and not _of_unknown_class(claim, snapshot):
            yield from _of_unbound(use, claim, node, snapshot, taken)


def _of_bound(use: ClaimUse, claim: Object, node: Node, snapshot: Snapshot) -> Iterator[Reason]:
    name = volumes.volume_name(claim)
    volume = snapshot.object("PersistentVolume", name)
    if volume is None and snapshot.unknown("PersistentVolume", name):
        return
    if volume is None:
        yield _reason(use, f"claim {use.name} is bound to volume {name}, which does not exist", EVENT_GONE)
    elif not volumes.reaches(volume, node):
        before = not snapshot.release.has(behaviours.VOLUME_AFFINITY_TEXT)
        message = f"volume {name} of claim {use.name} is not reachable from the node"
        yield _reason(use, message, EVENT_AFFINITY_BEFORE if before else EVENT_AFFINITY)


def _of_unbound(use: ClaimUse, claim: Object, node: Node, snapshot: Snapshot, taken: set[str]) -> Iterator[Reason]:
    selected = ((claim.get("metadata") or {}).get("annotations") or {}).get(SELECTED_NODE)
    if selected is not None and selected != node.name:
        yield _reason(use, f"claim {use.name} is being provisioned for node {selected}", EVENT_NO_VOLUME)
        return
    volume = None if selected else volume_matching.matching_volume(claim, node, snapshot, taken)
    if volume is not None:
        taken.add(volumes.name_of(volume))
    elif not volume_matching.provisionable(claim, node, snapshot):
        yield _reason(use, f"no volume for claim {use.name} is reachable from the node", EVENT_NO_VOLUME)
    elif not volume_matching.enough_capacity(claim, node, snapshot):
        yield _reason(use, f"not enough storage for claim {use.name}", EVENT_NO_ROOM)


def _eligible(claims: list[tuple[ClaimUse, Object]], node: Node, snapshot: Snapshot) -> bool:
    """Whether no local volume is restricted to other nodes by hostname."""
    for _, claim in claims:
        volume = snapshot.object("PersistentVolume", volumes.volume_name(claim)) if claim else None
        names = _local_nodes(volume or {})
        if names and node.name not in names:
            return False
    return True


def _local_nodes(volume: Object) -> set[str]:
    spec = volume.get("spec") or {}
    if not spec.get("local"):
        return set()
    required = (spec.get("nodeAffinity") or {}).get("required") or {}
    return {
        value
        for term in required.get("nodeSelectorTerms") or ()
        for item in term.get("matchExpressions") or ()
        if item.get("key") == HOSTNAME and item.get("operator") == "In"
        for value in item.get("values") or ()
    }


def _reason(use: ClaimUse, message: str, event: str) -> Reason:
    return reason("Volume", message, event, ("volumes", use.position))
