"""Validation of volume sources: rules about several fields.

Kubernetes: the validate*VolumeSource functions. Rules about a single field are in the schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dslint.kubernetes.field_errors import Problems, each_invalid, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import StringList
from dslint.kubernetes.names import dns_subdomain_errors, range_error
from dslint.kubernetes.raw_values import Map, list_of, map_of

MANAGED_DISK = "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"
BLOB_DISK = "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"
QUOBYTE_REGISTRY = "must be a host:port pair or multiple pairs separated by commas"
QUALIFIED_NAMES = {
    "iqn": r".*iqn\.\d{4}-\d{2}\.([0-9A-Za-z\-.]+)(:[^,;*&$|\s]+)",
    "eui": r"eui.[0-9A-Za-z]{16}",
    "naa": r"naa.[0-9A-Za-z]{32}",
}
LARGEST_LUN = 255
RESERVED_DOMAINS = (".kubernetes.io", ".k8s.io")


def _iscsi(source: Map, place: Field) -> Problems:
    if (source.get("chapAuthDiscovery") or source.get("chapAuthSession")) and source.get("secretRef") is None:
        yield required(place.child("secretRef"))
    if source.get("initiatorName") is not None:
        named = place.child("initiatorName").called(f"{place.field}.initiatorname")
        yield from _initiator_errors(source["initiatorName"], named)


def _initiator_errors(name: str, place: Field) -> Problems:
    pattern = QUALIFIED_NAMES.get(name[:3])
    if pattern is None:
        yield invalid(place, name, "must be valid format starting with iqn, eui, or naa")
    elif re.fullmatch(pattern, name) is None:
        yield invalid(place, name, "must be valid format")


def _fibre_channel(source: Map, place: Field) -> Problems:
    targets, world_wide_names = list_of(source, "targetWWNs"), list_of(source, "wwids")
    if not targets and not world_wide_names:
        yield required(place.child("targetWWNs"), "must specify either targetWWNs or wwids, but not both")
    if targets and world_wide_names:
        detail = "targetWWNs and wwids can not be specified simultaneously"
        yield invalid(place.child("targetWWNs"), StringList(targets), detail)
    unit = source.get("lun")
    if targets and unit is None:
        yield required(place.child("lun"), "lun is required if targetWWNs is specified")
    elif targets and unit is not None and not 0 <= unit <= LARGEST_LUN:
        yield invalid(place.child("lun"), unit, range_error(0, LARGEST_LUN))


def _flocker(source: Map, place: Field) -> Problems:
    name, identifier = source.get("datasetName") or "", source.get("datasetUUID") or ""
    if not name and not identifier:
        yield required(place, "one of datasetName and datasetUUID is required")
    if name and identifier:
        yield invalid(place, "resource", "datasetName and datasetUUID can not be specified simultaneously")
    if "/" in name:
        yield invalid(place.child("datasetName"), name, "must not contain '/'")


def _quobyte(source: Map, place: Field) -> Problems:
    registry, tenant = source.get("registry") or "", source.get("tenant") or ""
    if not registry:
        yield required(place.child("registry"), QUOBYTE_REGISTRY)
    elif len(tenant) >= 65:
        yield required(place.child("tenant"), "must be a UUID and may not exceed a length of 64 characters")
    else:
        for pair in registry.split(","):
            if not _is_host_and_port(pair):
                yield invalid(place.child("registry"), registry, QUOBYTE_REGISTRY)


def _is_host_and_port(text: str) -> bool:
    """As Go's net.SplitHostPort: exactly one colon outside brackets."""
    return re.fullmatch(r"(?:\[[^\[\]]*\]|[^:\[\]]*):[^:\[\]]*", text) is not None


def _flex_volume(source: Map, place: Field) -> Problems:
    for key in map_of(source, "options"):
        if f".{key.partition('/')[0].lower()}".endswith(RESERVED_DOMAINS):
            detail = "kubernetes.io and k8s.io namespaces are reserved"
            yield invalid(place.child("options").key(key), key, detail, at="key")


def _azure_disk(source: Map, place: Field) -> Problems:
    address, managed = source.get("diskURI") or "", source.get("kind") == "Managed"
    if source.get("kind") is None:
        return
    if managed and not address.startswith("/subscriptions/"):
        yield unsupported(place.child("diskURI"), address, [MANAGED_DISK])
    elif not managed and not address.startswith("https://"):
        yield unsupported(place.child("diskURI"), address, [BLOB_DISK])


def _csi(source: Map, place: Field) -> Problems:
    secret = source.get("nodePublishSecretRef")
    if secret is None:
        return
    name, here = secret.get("name") or "", place.child("nodePublishSecretRef", "name")
    if not name:
        yield required(here)
    else:
        named = here.called(f"{place.field}.name")
        yield from each_invalid(named, name, dns_subdomain_errors(name, place.release))


def _image(source: Map, place: Field) -> Problems:
    """Defaulting sets the policy if the feature is on."""
    if not source.get("pullPolicy"):
        yield required(place.child("pullPolicy"))


SOURCE_RULES: dict[str, Callable[[Map, Field], Problems]] = {
    "iscsi": _iscsi,
    "flocker": _flocker,
    "quobyte": _quobyte,
    "fc": _fibre_channel,
    "flexVolume": _flex_volume,
    "azureDisk": _azure_disk,
    "csi": _csi,
    "image": _image,
}
