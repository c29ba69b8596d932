"""The objects other than Nodes and Pods that decide where pods go, decoded and defaulted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.admission.defaults import defaulted
from dslint.inventory.documents import Document, json_value
from dslint.inventory.errors import Place
from dslint.inventory.object_types import decoded, template_problems, unreadable, without_nulls
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release

ADMISSION_KINDS = (
    *("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
    *("MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"),
    *("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"),
)
"""The kinds with which a cluster adds its own rules to admission."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Namespace": ("",),
    "LimitRange": ("",),
    "ResourceQuota": ("",),
    "ServiceAccount": ("",),
    "PersistentVolume": ("",),
    "PersistentVolumeClaim": ("",),
    "PriorityClass": ("scheduling.k8s.io",),
    "RuntimeClass": ("node.k8s.io",),
    "PodDisruptionBudget": ("policy",),
    "StorageClass": ("storage.k8s.io",),
    "CSINode": ("storage.k8s.io",),
    "CSIDriver": ("storage.k8s.io",),
    "CSIStorageCapacity": ("storage.k8s.io",),
    "ResourceClaim": ("resource.k8s.io",),
    "ResourceClaimTemplate": ("resource.k8s.io",),
    "ResourceSlice": ("resource.k8s.io",),
    "DeviceClass": ("resource.k8s.io",),
    "DaemonSet": ("apps", "extensions"),
    "ControllerRevision": ("apps",),
    **dict.fromkeys(ADMISSION_KINDS, ("admissionregistration.k8s.io",)),
}
"""The kinds that placement and admission read, with their API groups."""

CLUSTER_SCOPED = frozenset(
    {
        *("Namespace", "PersistentVolume", "PriorityClass", "RuntimeClass", "StorageClass", "CSINode", "CSIDriver"),
        *("ResourceSlice", "DeviceClass", *ADMISSION_KINDS),
    }
)
"""The kinds among them whose objects belong to no namespace."""

VALIDATED = frozenset(
    {
        *("Namespace", "LimitRange", "ResourceQuota", "PriorityClass", "RuntimeClass"),
        *("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
    }
)
"""The kinds whose objects are left out if the API server rejects them."""


WHAT_RUNS = frozenset({"DaemonSet", "ControllerRevision"})
"""Kinds that manifests do not bring: they are workloads, or belong to them."""

NOT_COMPLETE = WHAT_RUNS.union(ADMISSION_KINDS)
"""Kinds of which it does not matter whether all objects are declared."""


class ObjectDocument(NamedTuple):
    """An object and its place in a file. `listed`: it stands in a List."""

    value: dict[str, Any]
    place: Place
    listed: bool = False


def is_in_groups(document: Document, groups: tuple[str, ...]) -> bool:
    """Whether the object is in one of the API groups, and so of Kubernetes' own kind; True without an apiVersion."""
    return is_of_groups(document.api_version, groups)


def is_of_groups(api_version: str, groups: tuple[str, ...]) -> bool:
    """As `is_in_groups`."""
    group, slash, _ = api_version.partition("/")
    return not api_version or (group if slash else "") in groups


def other_object(document: ObjectDocument, release: Release) -> dict[str, Any]:
    """The object after defaulting. Raises InventoryError for what no decoder can read."""
    value, place = document.value, document.place
    metadata = value.get("metadata")
    if not isinstance(metadata, dict) or not isinstance(metadata.get("name"), str):
        raise place.error(f"{value['kind']} without a name; add one", ("metadata", "name"))
    return defaulted(_read(value, place, release), release)


def _read(value: dict[str, Any], place: Place, release: Release) -> dict[str, Any]:
    found = decoded(value, release)
    problems = [*unreadable(found)]
    if value["kind"] == "ControllerRevision":
        problems += template_problems(found.value, release)
    for problem in problems:
        raise place.error(problem.message, problem.path)
    read = without_nulls(found.value)
    return {**read, "apiVersion": value["apiVersion"]} if "apiVersion" in value else read


def rejected_object(value: Mapping[str, Any], cluster: Cluster, release: Release) -> str | None:
    """Why the API server would not create an object beside those of the cluster; None where it would."""
    if value["kind"] not in VALIDATED:
        return None
    if value["kind"] in ADMISSION_KINDS:
        return _rejected_policy(value, release)
    # Most inventories have none of these kinds.
    from dslint.admission.object_validation import rejection, second_default

    return rejection(value, release) or second_default(value, cluster)


def _rejected_policy(value: Mapping[str, Any], release: Release) -> str | None:
    from dslint.validation.objects import object_errors

    errors = [f"{error.field}: {error.message}" for error in object_errors(dict(value), release)]
    if not errors:
        return None
    name = f'{value["kind"]}.admissionregistration.k8s.io "{value["metadata"]["name"]}"'
    return f"{name} is invalid: {errors[0] if len(errors) == 1 else '[' + ', '.join(errors) + ']'}"


def identity(value: Mapping[str, Any]) -> tuple[str, str, str]:
    """Kind, namespace ("" for cluster-scoped kinds) and name."""
    metadata = value["metadata"]
    namespace = "" if value["kind"] in CLUSTER_SCOPED else metadata.get("namespace") or "default"
    return value["kind"], namespace, metadata["name"]


def object_value(document: Document, kind: str) -> dict[str, Any]:
    value: dict[str, Any] = json_value(document.json, document.place)
    return {**value, "kind": kind}
