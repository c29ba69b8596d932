"""A volume type whose own plugin is gone: Kubernetes hands the volume to a CSI driver, which must be on the node."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import items_of
from dslint.kubernetes.release import Behaviour, Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS321"
_SOURCE = "pkg/features/kube_features.go: CSIMigration"
DRIVERS: dict[str, tuple[str, Behaviour]] = {
    "awsElasticBlockStore": ("ebs.csi.aws.com", Behaviour(since="1.23", source=f"{_SOURCE}AWS")),
    "azureDisk": ("disk.csi.azure.com", Behaviour(since="1.23", source=f"{_SOURCE}AzureDisk")),
    "azureFile": ("file.csi.azure.com", Behaviour(since="1.24", source=f"{_SOURCE}AzureFile")),
    "cinder": ("cinder.csi.openstack.org", Behaviour(since="1.21", source=f"{_SOURCE}OpenStack")),
    "gcePersistentDisk": ("pd.csi.storage.gke.io", Behaviour(since="1.23", source=f"{_SOURCE}GCE")),
    "portworxVolume": ("pxd.portworx.com", Behaviour(since="1.31", source=f"{_SOURCE}Portworx")),
    "vsphereVolume": ("csi.vsphere.vmware.com", Behaviour(since="1.25", source=f"{_SOURCE}vSphere")),
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for volume, path in items_of(workload.spec, "volumes", workload.spec_path):
        for kind, (driver, moved) in DRIVERS.items():
            if volume.get(kind) is not None and release.has(moved):
                message = (
                    f"volumes of type {kind} need the CSI driver {driver} on the node since Kubernetes {moved.since}"
                )
                yield problem(CODE, message, (*path, kind), "key")
