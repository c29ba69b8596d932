"""The lines that kubectl prints for volume types that need no special code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from dslint.kubectl.describe.writer import NONE, boolean


def text(value: Any) -> str:
    return "" if value is None else str(value)


def number(value: Any) -> str:
    return str(value or 0)


def listed(value: Any) -> str:
    """As Go prints a list of texts."""
    return f"[{' '.join(value or ())}]"


def joined(value: Any) -> str:
    return ", ".join(value or ())


def mapped(value: Any) -> str:
    """As Go prints a map of texts."""
    return f"map[{' '.join(f'{key}:{(value or {})[key]}' for key in sorted(value or {}))}]"


def reference(value: Any) -> str:
    """As Go prints a pointer to a LocalObjectReference."""
    return "nil" if value is None else f"&LocalObjectReference{{Name:{value.get('name') or ''},}}"


def or_none(value: Any) -> str:
    return NONE if value is None else str(value)


class Line(NamedTuple):
    """A title, as printed before the tab, the field, and the function that formats its value."""

    title: str
    field: str
    shown: Callable[[Any], str] = text


FS_TYPE = Line("FSType:", "fsType")
READ_ONLY = Line("ReadOnly:", "readOnly", boolean)
SECRET_REF = Line("SecretRef:", "secretRef", reference)
PATH = Line("Path:", "path")
PARTITION = Line("Partition:", "partition", number)

Lines = tuple[Line, ...]
FIELDS: dict[str, tuple[str, Lines]] = {
    "hostPath": ("HostPath (bare host directory volume)", (PATH, Line("HostPathType:", "type", or_none))),
    "gcePersistentDisk": (
        "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
        (Line("PDName:", "pdName"), FS_TYPE, PARTITION, READ_ONLY),
    ),
    "awsElasticBlockStore": (
        "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
        (Line("VolumeID:", "volumeID"), FS_TYPE, PARTITION, READ_ONLY),
    ),
    "gitRepo": (
        "GitRepo (a volume that is pulled from git when the pod is created)",
        (Line("Repository:", "repository"), Line("Revision:", "revision")),
    ),
    "secret": (
        "Secret (a volume populated by a Secret)",
        (Line("SecretName:", "secretName"), Line("Optional:", "optional", boolean)),
    ),
    "configMap": (
        "ConfigMap (a volume populated by a ConfigMap)",
        (Line("Name:", "name"), Line("Optional:", "optional", boolean)),
    ),
    "nfs": (
        "NFS (an NFS mount that lasts the lifetime of a pod)",
        (Line("Server:", "server"), PATH, READ_ONLY),
    ),
    "iscsi": (
        "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
        (
            Line("TargetPortal:", "targetPortal"),
            Line("IQN:", "iqn"),
            Line("Lun:", "lun", number),
            Line("ISCSIInterface", "iscsiInterface"),
            FS_TYPE,
            READ_ONLY,
            Line("Portals:", "portals", listed),
            Line("DiscoveryCHAPAuth:", "chapAuthDiscovery", boolean),
            Line("SessionCHAPAuth:", "chapAuthSession", boolean),
            SECRET_REF,
            Line("InitiatorName:", "initiatorName", or_none),
        ),
    ),
    "glusterfs": (
        "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
        (Line("EndpointsName:", "endpoints"), PATH, READ_ONLY),
    ),
    "persistentVolumeClaim": (
        "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        (Line("ClaimName:", "claimName"), READ_ONLY),
    ),
    "rbd": (
        "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
        (
            Line("CephMonitors:", "monitors", listed),
            Line("RBDImage:", "image"),
            FS_TYPE,
            Line("RBDPool:", "pool"),
            Line("RadosUser:", "user"),
            Line("Keyring:", "keyring"),
            SECRET_REF,
            READ_ONLY,
        ),
    ),
    "quobyte": (
        "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
        (Line("Registry:", "registry"), Line("Volume:", "volume"), READ_ONLY),
    ),
    "azureDisk": (
        "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
        (
            Line("DiskName:", "diskName"),
            Line("DiskURI:", "diskURI"),
            Line("Kind: ", "kind"),
            FS_TYPE,
            Line("CachingMode:", "cachingMode"),
            READ_ONLY,
        ),
    ),
    "vsphereVolume": (
        "vSphereVolume (a Persistent Disk resource in vSphere)",
        (Line("VolumePath:", "volumePath"), FS_TYPE, Line("StoragePolicyName:", "storagePolicyName")),
    ),
    "cinder": (
        "Cinder (a Persistent Disk resource in OpenStack)",
        (Line("VolumeID:", "volumeID"), FS_TYPE, READ_ONLY, SECRET_REF),
    ),
    "photonPersistentDisk": (
        "PhotonPersistentDisk (a Persistent Disk resource in photon platform)",
        (Line("PdID:", "pdID"), FS_TYPE),
    ),
    "portworxVolume": ("PortworxVolume (a Portworx Volume resource)", (Line("VolumeID:", "volumeID"),)),
    "scaleIO": (
        "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
        (
            Line("Gateway:", "gateway"),
            Line("System:", "system"),
            Line("Protection Domain:", "protectionDomain"),
            Line("Storage Pool:", "storagePool"),
            Line("Storage Mode:", "storageMode"),
            Line("VolumeName:", "volumeName"),
            FS_TYPE,
            READ_ONLY,
        ),
    ),
    "cephfs": (
        "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
        (
            Line("Monitors:", "monitors", listed),
            PATH,
            Line("User:", "user"),
            Line("SecretFile:", "secretFile"),
            SECRET_REF,
            READ_ONLY,
        ),
    ),
    "storageos": (
        "StorageOS (a StorageOS Persistent Disk resource)",
        (Line("VolumeName:", "volumeName"), Line("VolumeNamespace:", "volumeNamespace"), FS_TYPE, READ_ONLY),
    ),
    "fc": (
        "FC (a Fibre Channel disk)",
        (Line("TargetWWNs:", "targetWWNs", joined), Line("LUN:", "lun", or_none), FS_TYPE, READ_ONLY),
    ),
    "azureFile": (
        "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
        (Line("SecretName:", "secretName"), Line("ShareName:", "shareName"), READ_ONLY),
    ),
    "flexVolume": (
        "FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)",
        (Line("Driver:", "driver"), FS_TYPE, SECRET_REF, READ_ONLY, Line("Options:", "options", mapped)),
    ),
    "flocker": (
        "Flocker (a Flocker volume mounted by the Flocker agent)",
        (Line("DatasetName:", "datasetName"), Line("DatasetUUID:", "datasetUUID")),
    ),
    "image": (
        "Image (a container image or OCI artifact)",
        (Line("Reference:", "reference"), Line("PullPolicy:", "pullPolicy")),
    ),
}
