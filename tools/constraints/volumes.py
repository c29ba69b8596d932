"""Volumes and their sources."""

from __future__ import annotations

from tools.constraints.words import (
    Constraint,
    at_most,
    between,
    dns_label,
    elsewhere,
    file_mode,
    invalid,
    named,
    names_its_secret,
    no_backsteps,
    one_of,
    relative_path,
    relative_path_not_reserved,
    required,
    without,
)

_MINUTES_10, _LONGEST = 600, 2**32
_PARTITION = "must be between 1 and 255, inclusive"


_ISCSI_NAMES = (
    {"pattern": r"iqn\.[0-9]{4}-[0-9]{2}\.([A-Za-z0-9.-]+)(:[^,;*&$|\s]+)$"},
    {"pattern": "^eui.[A-Za-z0-9]{16}$"},
    {"pattern": "^naa.[A-Za-z0-9]{32}$"},
)


def _partition() -> Constraint:
    """0 is no partition, whatever the message says."""
    return between("partition", 0, 255, _PARTITION)


CONSTRAINTS: dict[str, tuple[Constraint, ...]] = {
    "core.v1.Volume": (required("name"), dns_label("name")),
    "core.v1.HostPathVolumeSource": (
        required("path"),
        no_backsteps("path"),
        one_of(
            "type", "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"
        ),
    ),
    "core.v1.EmptyDirVolumeSource": (
        Constraint(
            "sizeLimit",
            {"minimum": 0, "not": without(r"^\s*-[0.]*[1-9]")},
            {"type": "Forbidden", "detail": "SizeLimit field must be a valid resource quantity"},
        ),
    ),
    "core.v1.ImageVolumeSource": (one_of("pullPolicy", "Always", "IfNotPresent", "Never"),),
    "core.v1.SecretVolumeSource": (required("secretName"), file_mode("defaultMode")),
    "core.v1.ConfigMapVolumeSource": (required("name"), file_mode("defaultMode")),
    "core.v1.DownwardAPIVolumeSource": (file_mode("defaultMode"),),
    "core.v1.ProjectedVolumeSource": (file_mode("defaultMode"),),
    "core.v1.SecretProjection": (required("name"),),
    "core.v1.ConfigMapProjection": (required("name"),),
    "core.v1.KeyToPath": (
        required("key"),
        required("path"),
        *relative_path_not_reserved("path"),
        file_mode("mode"),
    ),
    "core.v1.DownwardAPIVolumeFile": (
        required("path"),
        *relative_path_not_reserved("path"),
        file_mode("mode"),
    ),
    "core.v1.ServiceAccountTokenProjection": (
        required("path"),
        *relative_path_not_reserved("path"),
        invalid("expirationSeconds", {"minimum": _MINUTES_10}, "may not specify a duration less than 10 minutes"),
        invalid("expirationSeconds", {"maximum": _LONGEST}, "may not specify a duration larger than 2^32 seconds"),
    ),
    "core.v1.PersistentVolumeClaimVolumeSource": (required("claimName"),),
    "core.v1.NFSVolumeSource": (
        required("server"),
        required("path"),
        invalid("path", {"pattern": "^/"}, "must be an absolute path").of(absent=True),
    ),
    "core.v1.GitRepoVolumeSource": (required("repository"), *relative_path("directory")),
    "core.v1.GCEPersistentDiskVolumeSource": (required("pdName"), _partition()),
    "core.v1.AWSElasticBlockStoreVolumeSource": (required("volumeID"), _partition()),
    "core.v1.ISCSIVolumeSource": (
        required("targetPortal"),
        required("iqn"),
        invalid("iqn", {"pattern": "^(iqn|eui|naa|$)"}, "must be valid format starting with iqn, eui, or naa"),
        invalid("iqn", {"anyOf": [{"not": without("^(iqn|eui|naa)")}, *_ISCSI_NAMES]}, "must be valid format"),
        between("lun", 0, 255),
    ),
    "core.v1.GlusterfsVolumeSource": (required("endpoints"), required("path")),
    "core.v1.RBDVolumeSource": (required("monitors", empty=[]), required("image")),
    "core.v1.CephFSVolumeSource": (required("monitors", empty=[]),),
    "core.v1.CinderVolumeSource": (required("volumeID"), names_its_secret()),
    "core.v1.FlexVolumeSource": (required("driver"),),
    "core.v1.AzureFileVolumeSource": (required("secretName"), required("shareName")),
    "core.v1.AzureDiskVolumeSource": (
        required("diskName"),
        required("diskURI"),
        one_of("cachingMode", "None", "ReadOnly", "ReadWrite", empty=False),
        one_of("kind", "Dedicated", "Managed", "Shared", empty=False),
    ),
    "core.v1.VsphereVirtualDiskVolumeSource": (required("volumePath"),),
    "core.v1.PhotonPersistentDiskVolumeSource": (required("pdID"),),
    "core.v1.PortworxVolumeSource": (required("volumeID"),),
    "core.v1.ScaleIOVolumeSource": (required("gateway"), required("system"), required("volumeName")),
    "core.v1.QuobyteVolumeSource": (
        elsewhere(required("registry", "must be a host:port pair or multiple pairs separated by commas")),
        required("volume"),
    ),
    "core.v1.StorageOSVolumeSource": (
        required("volumeName"),
        dns_label("volumeName"),
        dns_label("volumeNamespace"),
        names_its_secret(),
    ),
    "core.v1.CSIVolumeSource": (
        required("driver"),
        named("driver", "csi-driver").of(until="1.34", absent=True),
        named("driver", "csi-driver", empty=True).of(since="1.34"),
        at_most("driver", 63),
    ),
}
