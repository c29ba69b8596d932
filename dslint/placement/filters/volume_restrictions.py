"""Disks that only one pod of a node can mount, and claims that only one pod can use.

kube-scheduler: VolumeRestrictions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours, volumes
from dslint.placement.filters.contract import CLAIMS, POD_DELETE, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.volumes import ClaimUse, Users
from dslint.plans import Reason

NAME = "VolumeRestrictions"
READS = frozenset({"pods"})
EVENTS = POD_DELETE
EVENT_DISK = "node(s) had no available disk"
EVENT_IN_USE = (
    "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod"
)
EVENT_IN_USE_BEFORE = "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"

Source = Mapping[str, Any]


def _same_gce_disk(one: Source, other: Source) -> bool:
    return one.get("pdName") == other.get("pdName") and not (one.get("readOnly") and other.get("readOnly"))


def _same_ebs_volume(one: Source, other: Source) -> bool:
    return one.get("volumeID") == other.get("volumeID")


def _same_iscsi_target(one: Source, other: Source) -> bool:
    return one.get("iqn") == other.get("iqn") and not (one.get("readOnly") and other.get("readOnly"))


def _same_rbd_image(one: Source, other: Source) -> bool:
    if not set(one.get("monitors") or ()) & set(other.get("monitors") or ()):
        return False
    same = all((one.get(key) or default) == (other.get(key) or default) for key, default in _RBD.items())
    return same and not (one.get("readOnly") and other.get("readOnly"))


_RBD = {"pool": "rbd", "image": ""}
CLASHES: dict[str, Callable[[Source, Source], bool]] = {
    "gcePersistentDisk": _same_gce_disk,
    "awsElasticBlockStore": _same_ebs_volume,
    "iscsi": _same_iscsi_target,
    "rbd": _same_rbd_image,
}
READS_OF_POD = CLAIMS | frozenset(CLASHES)


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    disks = list(_disks(pod))
    claims = [claim for claim in volumes.claims_of(pod) if volumes.once_per_pod(snapshot, pod.namespace, claim.name)]
    if not disks and not claims:
        return None
    in_use = [(claim, snapshot.topology_count(Users(pod.namespace, claim.name), "")) for claim in claims]
    resolvable = snapshot.release.has(behaviours.READ_WRITE_ONCE_POD_IS_RESOLVABLE)
    event = EVENT_IN_USE if snapshot.release.has(behaviours.READ_WRITE_ONCE_POD_TEXT) else EVENT_IN_USE_BEFORE

    def check(state: NodeInfo) -> Verdicts:
        taken = [_disk_reason(index, source, other) for index, source, other in _clashes(disks, state)]
        used = [_claim_reason(claim, event) for claim, topology_count in in_use if topology_count.total]
        return rejected([*taken, *used], resolvable=bool(taken) or resolvable)

    return check


def _disks(pod: Pod) -> Iterator[tuple[int, str, Source]]:
    for index, volume in enumerate(pod.spec.volumes):
        for kind in CLASHES:
            if volume.get(kind):
                yield index, kind, volume[kind]


def _clashes(disks: list[tuple[int, str, Source]], state: NodeInfo) -> Iterator[tuple[int, str, Pod]]:
    for index, kind, source in disks:
        for other in state.pods:
            if any(CLASHES[kind](source, volume[kind]) for volume in other.spec.volumes if volume.get(kind)):
                yield index, kind, other
                break


def _disk_reason(index: int, kind: str, holder: Pod) -> Reason:
    message = f"{kind} is used by {holder.key} on this node"
    return reason("VolumeConflict", message, EVENT_DISK, ("volumes", index, kind))


def _claim_reason(claim: ClaimUse, event: str) -> Reason:
    message = f"claim {claim.name} is ReadWriteOncePod and another pod uses it"
    return reason("VolumeInUse", message, event, ("volumes", claim.position))
