"""Volumes. Kubernetes: kubectl/pkg/describe (describeVolumes)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dslint.kubectl.describe.volume_fields import FIELDS, Line
from dslint.kubectl.describe.writer import NONE, Writer, boolean, shortened
from dslint.kubernetes import quantity

Source = Mapping[str, Any]
BETA_STORAGE_CLASS = "volume.beta.kubernetes.io/storage-class"
LONGEST_ATTRIBUTE = 140


def write(writer: Writer, volumes: Sequence[Mapping[str, Any]]) -> None:
    if not volumes:
        writer.write(0, f"  Volumes:\t{NONE}\n")
        return
    writer.write(0, "  Volumes:\n")
    for volume in volumes:
        writer.write(1, f" {volume.get('name') or ''}:\n")
        kind = next((kind for kind in ORDER if kind in volume), None)
        if kind is None:
            writer.write(1, "<unknown>\n")
        else:
            _write_source(writer, kind, volume[kind])


def _write_source(writer: Writer, kind: str, source: Source) -> None:
    special = SPECIAL.get(kind)
    if special is not None:
        special(writer, source)
        return
    described, lines = FIELDS[kind]
    writer.line(2, "Type", described)
    for line in lines:
        _write_line(writer, line, source)


def _write_line(writer: Writer, line: Line, source: Source) -> None:
    # As in kubectl, a title of ISCSI has no colon, and one of AzureDisk has a space after it.
    writer.write(2, f"{line.title}\t{line.shown(source.get(line.field))}\n")


def _empty_dir(writer: Writer, source: Source) -> None:
    limit = source.get("sizeLimit")
    limited = limit is not None and quantity.parse(limit) > 0
    writer.line(2, "Type", "EmptyDir (a temporary directory that shares a pod's lifetime)")
    writer.line(2, "Medium", source.get("medium") or "")
    writer.line(2, "SizeLimit", limit if limited else "<unset>")


def _projected(writer: Writer, source: Source) -> None:
    writer.line(2, "Type", "Projected (a volume that contains injected data from multiple sources)")
    for item in source.get("sources") or ():
        _write_projection(writer, item)


def _write_projection(writer: Writer, item: Source) -> None:
    if "secret" in item:
        _write_optional(writer, "SecretName", item["secret"])
    elif "downwardAPI" in item:
        writer.line(2, "DownwardAPI", "true")
    elif "configMap" in item:
        _write_optional(writer, "ConfigMapName", item["configMap"])
    elif "serviceAccountToken" in item:
        writer.line(2, "TokenExpirationSeconds", item["serviceAccountToken"].get("expirationSeconds") or 0)


def _write_optional(writer: Writer, title: str, source: Source) -> None:
    writer.line(2, title, source.get("name") or "")
    writer.line(2, "Optional", boolean(source.get("optional")))


def _downward_api(writer: Writer, source: Source) -> None:
    writer.line(2, "Type", "DownwardAPI (a volume populated by information about the pod)")
    writer.write(2, "Items:\n")
    for item in source.get("items") or ():
        for field, name in (("fieldRef", "fieldPath"), ("resourceFieldRef", "resource")):
            if field in item:
                writer.write(3, f"{item[field].get(name) or ''} -> {item.get('path') or ''}\n")


def _csi(writer: Writer, source: Source) -> None:
    writer.line(2, "Type", "CSI (a Container Storage Interface (CSI) volume source)")
    writer.line(2, "Driver", source.get("driver") or "")
    writer.line(2, "FSType", source.get("fsType") or "")
    writer.line(2, "ReadOnly", boolean(source.get("readOnly")))
    attributes = source.get("volumeAttributes") or {}
    writer.write(2, "VolumeAttributes:\t")
    if not attributes:
        writer.end(NONE)
    for index, key in enumerate(sorted(attributes)):
        if index:
            writer.write(2, "")
            writer.write(2, "\t")
        writer.write(2, f"{shortened(f'{key}={attributes[key]}', LONGEST_ATTRIBUTE)}\n")


def _ephemeral(writer: Writer, source: Source) -> None:
    described = "an inline specification for a volume that gets created and deleted with the pod"
    writer.line(2, "Type", f"EphemeralVolume ({described})")
    template = source.get("volumeClaimTemplate")
    if template is None:
        return
    nested = Writer(base=2)
    _write_claim(nested, template.get("metadata") or {}, template.get("spec") or {})
    writer.nest(nested)


def _write_claim(writer: Writer, metadata: Source, spec: Source) -> None:
    annotations = metadata.get("annotations") or {}
    writer.line(0, "StorageClass", annotations.get(BETA_STORAGE_CLASS, spec.get("storageClassName") or ""))
    writer.line(0, "Volume", spec.get("volumeName") or "")
    writer.labels("Labels", metadata.get("labels") or {})
    writer.annotations("Annotations", annotations)
    # For a claim that is bound to a volume, kubectl prints the status, which a template does not have.
    writer.line(0, "Capacity", "0" if spec.get("volumeName") else "")
    writer.line(0, "Access Modes", "")
    if "volumeMode" in spec:
        writer.line(0, "VolumeMode", spec["volumeMode"])
    origin = spec.get("dataSource")
    if origin is None:
        return
    writer.write(0, "DataSource:\n")
    for title, field in (("APIGroup", "apiGroup"), ("Kind", "kind"), ("Name", "name")):
        if field != "apiGroup" or "apiGroup" in origin:
            writer.line(1, title, origin.get(field) or "")


SPECIAL: dict[str, Callable[[Writer, Source], None]] = {
    "emptyDir": _empty_dir,
    "projected": _projected,
    "downwardAPI": _downward_api,
    "csi": _csi,
    "ephemeral": _ephemeral,
}

ORDER = (
    "hostPath",
    "emptyDir",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "gitRepo",
    "secret",
    "configMap",
    "nfs",
    "iscsi",
    "glusterfs",
    "persistentVolumeClaim",
    "ephemeral",
    "rbd",
    "quobyte",
    "downwardAPI",
    "azureDisk",
    "vsphereVolume",
    "cinder",
    "photonPersistentDisk",
    "portworxVolume",
    "scaleIO",
    "cephfs",
    "storageos",
    "fc",
    "azureFile",
    "flexVolume",
    "flocker",
    "projected",
    "csi",
    "image",
)
