"""A CSI driver limits the number of volumes that it attaches to one node.

kube-scheduler: NodeVolumeLimits. The limit is in the node's CSINode; a volume that is attached already does not count.
In-tree disks count for the driver that they moved to, whether a claim names them or the pod does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Behaviour, Release
from dslint.placement import behaviours, volumes
from dslint.placement.filters.contract import CLAIMS, PASSES, POD_DELETE, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.placement.volumes import Object
from dslint.plans import Reason

NAME = "NodeVolumeLimits"
READS = frozenset({"name", "volumes", "pods"})
EVENTS = POD_DELETE
EVENT = "node(s) exceed max volume count"

MIGRATED_PLUGINS = "storage.alpha.kubernetes.io/migrated-plugins"
"""The annotation of a CSINode with the plugins that moved on that node."""


class Migrated(NamedTuple):
    """In-tree volumes that moved to a CSI driver, and the field that identifies a volume.

    Before `everywhere` they count on nodes whose CSINode says that the plugin moved.
    """

    plugin: str
    driver: str
    field: str
    everywhere: Behaviour


MIGRATED = {
    "awsElasticBlockStore": Migrated("kubernetes.io/aws-ebs", "ebs.csi.aws.com", "volumeID", behaviours.EBS_MOVED),
    "gcePersistentDisk": Migrated("kubernetes.io/gce-pd", "pd.csi.storage.gke.io", "pdName", behaviours.GCE_DISK_MOVED),
    "azureDisk": Migrated("kubernetes.io/azure-disk", "disk.csi.azure.com", "diskURI", behaviours.AZURE_DISK_MOVED),
    "cinder": Migrated("kubernetes.io/cinder", "cinder.csi.openstack.org", "volumeID", behaviours.CINDER_MOVED),
}
"""By source. vSphere's moved too, but the scheduler does not count them."""

BY_PLUGIN = {moved.plugin: moved for moved in MIGRATED.values()}
READS_OF_POD = CLAIMS | frozenset(MIGRATED)
Attached = tuple[str, str]
"""The driver, and its handle of the volume."""

Found = tuple[Migrated | None, Attached]
"""A volume of a driver, or one that moved to it."""


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    if not snapshot.objects.get("CSINode") or not any(_attached(pod, snapshot, None)):
        return None

    def check(state: NodeInfo) -> Verdicts:
        csi_node = snapshot.object("CSINode", state.node.name)
        limits = _limits(csi_node)
        if not limits:
            return PASSES
        wanted = set(_attached(pod, snapshot, csi_node))
        present = {
            volume for other in state.pods if other.spec.volumes for volume in _attached(other, snapshot, csi_node)
        }
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


def _attached(pod: Pod, snapshot: Snapshot, csi_node: Object | None) -> Iterator[Attached]:
    """The pod's volumes that CSI drivers attach on that node; without a CSINode, on any."""
    found = [*_of_claims(pod, snapshot), *filter(None, map(_in_tree, pod.spec.volumes))]
    for moved, attached in found:
        if moved is None or csi_node is None or _counts(moved, csi_node, snapshot.release):
            yield attached


def _counts(moved: Migrated, csi_node: Object, release: Release) -> bool:
    if release.has(moved.everywhere):
        return True
    annotations = (csi_node.get("metadata") or {}).get("annotations") or {}
    return moved.plugin in str(annotations.get(MIGRATED_PLUGINS) or "").split(",")


def _of_claims(pod: Pod, snapshot: Snapshot) -> Iterator[Found]:
    for use in volumes.claims_of(pod):
        claim = volumes.claim_object(snapshot, pod.namespace, use.name)
        if claim is None:
            continue
        volume = snapshot.object("PersistentVolume", volumes.volume_name(claim))
        attached = _of_volume(volume) if volume else _to_be_made(claim, pod.namespace, snapshot)
        if attached is not None:
            yield attached


def _of_volume(volume: Object) -> Found | None:
    spec = volume.get("spec") or {}
    source = spec.get("csi")
    if source:
        return None, (source.get("driver") or "", source.get("volumeHandle") or "")
    return _in_tree(spec)


def _in_tree(sources: Object) -> Found | None:
    for kind, moved in MIGRATED.items():
        if sources.get(kind):
            return moved, (moved.driver, _handle(str(sources[kind].get(moved.field) or "")))
    return None


def _handle(text: str) -> str:
    # An EBS volume may be written with its zone: aws://zone/vol-1.
    return text.rpartition("/")[2] if text.startswith("aws://") else text


def _to_be_made(claim: Object, namespace: str, snapshot: Snapshot) -> Found | None:
    storage_class = snapshot.object("StorageClass", volumes.class_name(claim))
    if storage_class is None:
        return None
    provisioner = storage_class.get("provisioner") or ""
    moved = BY_PLUGIN.get(provisioner)
    return moved, (moved.driver if moved else provisioner, f"{namespace}/{volumes.name_of(claim)}")


def _reason(driver: str, count: int, used: int, limit: int) -> Reason:
    message = f"needs {count} more volumes of {driver}, {used} of {limit} are attached"
    return reason("VolumeLimit", message, EVENT, ("volumes",))
