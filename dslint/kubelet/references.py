"""References of a static pod to objects of the API, which the kubelet cannot read.

Kubernetes: pkg/api/pod/util.go (HasAPIObjectReference), pkg/kubelet/config/common.go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.findings import FieldPath, Problem
from dslint.kubelet.behaviours import CLUSTER_TRUST_BUNDLES_REFUSED, RESOURCE_CLAIMS_REFUSED
from dslint.kubernetes.field_path import lies_in
from dslint.kubernetes.release import Release

REFERENCE_REFUSED = "DS402"
CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")

# Volume sources that name a Secret: the path to the name, from the source.
SECRET_PATHS: Mapping[str, tuple[str, ...]] = {
    "azureFile": ("secretName",),
    "cephfs": ("secretRef", "name"),
    "cinder": ("secretRef", "name"),
    "flexVolume": ("secretRef", "name"),
    "rbd": ("secretRef", "name"),
    "secret": ("secretName",),
    "scaleIO": ("secretRef", "name"),
    "iscsi": ("secretRef", "name"),
    "storageos": ("secretRef", "name"),
    "csi": ("nodePublishSecretRef", "name"),
}
# Volume sources that need other objects of the API, with the kubelet's name for them.
REFUSED_VOLUMES: Mapping[str, str] = {
    "configMap": "configmaps (via configmap volumes)",
    "secret": "secrets (via secret volumes)",
    "csi": "csidrivers (via CSI volumes)",
    "glusterfs": "endpoints (via glusterFS volumes)",
    "persistentVolumeClaim": "persistentvolumeclaims",
    "ephemeral": "persistentvolumeclaims (via ephemeral volumes)",
    "azureFile": "secrets (via azureFile volumes)",
}
REFUSED_PROJECTIONS: Mapping[str, str] = {
    "configMap": "configmaps (via projected volumes)",
    "secret": "secrets (via projected volumes)",
    "serviceAccountToken": "serviceaccounts (via projected volumes)",
    "clusterTrustBundle": "clustertrustbundles",
    "podCertificate": "podcertificates",
}
_REFUSED_BEFORE = (
    (
        "clustertrustbundles",
        CLUSTER_TRUST_BUNDLES_REFUSED,
        "static pods may not use ClusterTrustBundle projected volume sources",
    ),
    ("resourceclaims", RESOURCE_CLAIMS_REFUSED, "static pods may not use ResourceClaims"),
)
"""References that kubelets rejected before they rejected all, in the order in which they check them."""


class Reference(NamedTuple):
    """A reference of a pod to an object of the API: the kubelet's name for the resource, and the path."""

    resource: str
    path: FieldPath


def references(spec: Mapping[str, Any]) -> Iterator[Reference]:
    """All references of a pod's spec, in the order in which the kubelet checks them."""
    if spec.get("serviceAccountName"):
        yield Reference("serviceaccounts", ("spec", "serviceAccountName"))
    yield from (Reference("secrets", path) for path in _secrets(spec))
    yield from (Reference("configmaps", path) for path in _config_maps(spec))
    if spec.get("resourceClaims"):
        yield Reference("resourceclaims", ("spec", "resourceClaims"))
    yield from _volumes(spec)


def rejections(spec: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    """The kubelet's error for each reference that it rejects in this version.

    The kubelet reports the first, then the next one when that is gone. A value that it rejects twice is here once.
    """
    found = list(references(spec))
    if release.enabled("PreventStaticPodAPIReferences"):
        for reference in _distinct(found):
            yield Problem(REFERENCE_REFUSED, f"static pods may not reference {reference.resource}", reference.path)
        return
    for resource, since, message in _REFUSED_BEFORE:
        for reference in found:
            if reference.resource == resource and release.has(since):
                yield Problem(REFERENCE_REFUSED, message, reference.path)


def _distinct(found: list[Reference]) -> Iterator[Reference]:
    """Each value once: a volume of a Secret is rejected for the name that it has, and for what it is."""
    told: list[FieldPath] = []
    for reference in found:
        if not any(lies_in(path, {reference.path}) for path in told):
            told.append(reference.path)
            yield reference


def _secrets(spec: Mapping[str, Any]) -> Iterator[FieldPath]:
    for index, item in _maps(spec, "imagePullSecrets"):
        if item.get("name"):
            yield ("spec", "imagePullSecrets", index)
    yield from _container_references(spec, "secretRef", "secretKeyRef")
    for index, volume in _maps(spec, "volumes"):
        for kind, path in SECRET_PATHS.items():
            if _has_name(volume.get(kind), path):
                yield ("spec", "volumes", index, kind, *path)
        yield from _projected(index, volume, "secret")


def _config_maps(spec: Mapping[str, Any]) -> Iterator[FieldPath]:
    yield from _container_references(spec, "configMapRef", "configMapKeyRef")
    for index, volume in _maps(spec, "volumes"):
        yield from _projected(index, volume, "configMap")
        if _has_name(volume.get("configMap"), ("name",)):
            yield ("spec", "volumes", index, "configMap", "name")


def _container_references(spec: Mapping[str, Any], whole: str, key: str) -> Iterator[FieldPath]:
    for containers in CONTAINER_LISTS:
        for number, container in _maps(spec, containers):
            place = ("spec", containers, number)
            for index, source in _maps(container, "envFrom"):
                if _has_name(source.get(whole), ("name",)):
                    yield (*place, "envFrom", index, whole)
            for index, variable in _maps(container, "env"):
                if _has_name(_map(variable, "valueFrom").get(key), ("name",)):
                    yield (*place, "env", index, "valueFrom", key)


def _projected(index: int, volume: Mapping[str, Any], kind: str) -> Iterator[FieldPath]:
    for number, source in _maps(_map(volume, "projected"), "sources"):
        if _has_name(source.get(kind), ("name",)):
            yield ("spec", "volumes", index, "projected", "sources", number, kind)


def _volumes(spec: Mapping[str, Any]) -> Iterator[Reference]:
    for index, volume in _maps(spec, "volumes"):
        place = ("spec", "volumes", index)
        for kind, resource in REFUSED_VOLUMES.items():
            if volume.get(kind) is not None:
                yield Reference(resource, (*place, kind))
        for number, source in _maps(_map(volume, "projected"), "sources"):
            for kind, resource in REFUSED_PROJECTIONS.items():
                if source.get(kind) is not None:
                    yield Reference(resource, (*place, "projected", "sources", number, kind))


def _maps(value: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The items of a list field, with their numbers. A field that the release does not know may have any value."""
    items = value.get(name)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, Mapping):
            yield number, item


def _map(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A field that is a map, as above."""
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _has_name(source: Any, path: tuple[str, ...]) -> bool:
    """Whether there is a name at the path below the source; empty names are no references."""
    for key in path:
        if not isinstance(source, Mapping):
            return False
        source = source.get(key)
    return bool(source)
