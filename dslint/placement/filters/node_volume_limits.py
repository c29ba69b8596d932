"""A CSI driver limits the number of volumes that it attaches to one node.

kube-scheduler: NodeVolumeLimits. The limit is in the node's CSINode; a volume that is attached already does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from dslint.kubernetes.pods import Pod
from dslint.placement import volumes
from dslint.placement.filters.contract import CLAIMS, PASSES, POD_DELETE, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.volumes import Object
from dslint.plans import Reason

NAME = "NodeVolumeLimits"
READS = frozenset({"name", "volumes", "pods"})
READS_OF_POD = CLAIMS
EVENTS = POD_DELETE
EVENT = "node(s) exceed max volume count"

# In-tree volumes that moved to a CSI driver, by source: the driver, and the field that identifies the volume.
MIGRATED = {
    "awsElasticBlockStore": ("ebs.csi.aws.com", "volumeID"),
    "gcePersistentDisk": ("pd.csi.storage.gke.io", "pdName"),
    "azureDisk": ("disk.csi.azure.com", "diskName"),
    "cinder": ("cinder.csi.openstack.org", "volumeID"),
    "vsphereVolume": ("csi.vsphere.vmware.com", "volumePath"),
}
Attached = tuple[str, str]
"""The driver, and its handle of the volume."""


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    wanted = set(_attached(pod, snapshot))
    if not wanted or not snapshot.objects.get("CSINode"):
        return None

    def check(state: NodeInfo) -> Verdicts:
        limits = _limits(snapshot.object("CSINode", state.node.name))
        if not limits:
            return PASSES
        present = {volume for other in state.pods if other.spec.volumes for volume in _attached(other, snapshot)}
        used, added = Counter(driver for driver, _ in present), Counter(driver for driver, _ in wanted - present)
        found = (
            _reason(driver, count, used[driver], limits[driver])
            for driver, count in added.items()
            if driver in limits and used[driver] + count > limits[driver]
        )
        return rejected(found, resolvable=True)

    return check


def _limits(csi_node: Object | None) -> dict[str, int]:
    drivers: Iterable[Mapping[str, Any]] = ((csi_node or {}).get("spec") or {}).get("drivers") or ()
    counts = {driver.get("name") or "": (driver.get("allocatable") or {}).get("count") for driver in drivers}
    return {name: count for name, count in counts.items() if count is not None}


def _attached(pod: Pod, snapshot: Snapshot) -> Iterable[Attached]:
    for use in volumes.claims_of(pod):
        claim = volumes.claim_object(snapshot, pod.namespace, use.name)
        if claim is None:
            continue
        volume = snapshot.object("PersistentVolume", volumes.volume_name(claim))
        attached = _of_volume(volume) if volume else _to_be_made(claim, pod.namespace, snapshot)
        if attached is not None:
            yield attached


def _of_volume(volume: Object) -> Attached | None:
    spec = volume.get("spec") or {}
    source = spec.get("csi")
    if source:
        return source.get("driver") or "", source.get("volumeHandle") or ""
    for kind, (driver, field) in MIGRATED.items():
        if spec.get(kind):
            return driver, str(spec[kind].get(field) or "")
    return None


def _to_be_made(claim: Object, namespace: str, snapshot: Snapshot) -> Attached | None:
    storage_class = snapshot.object("StorageClass", volumes.class_name(claim))
    if storage_class is None:
        return None
    return storage_class.get("provisioner") or "", f"{namespace}/{volumes.name_of(claim)}"


def _reason(driver: str, count: int, used: int, limit: int) -> Reason:
    message = f"needs {count} more volumes of {driver}, {used} of {limit} are attached"
    return reason("VolumeLimit", message, EVENT, ("volumes",))
