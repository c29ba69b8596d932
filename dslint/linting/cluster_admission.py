"""What the admission of a cluster says of an object: it rejects a Pod, a DaemonSet, or the pods of a DaemonSet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dslint.admission import namespace_lifecycle, resource_quota
from dslint.admission.defaults import defaulted
from dslint.admission.pod_security.admission import PLUGIN as POD_SECURITY
from dslint.admission.service_account import with_default_name
from dslint.api_server.pod_creation import created_pod, invalid_pod
from dslint.findings import ObjectRef, Problem
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.field_path import field_text
from dslint.kubernetes.release import Release
from dslint.plans import Reason

REJECTED = "DS801"
PODS_REJECTED = "DS704"
REPEATED_PORT_ON_HOST_NETWORK = "DS561"
TEMPLATE = ("spec", "template")
DECIDING = (
    *("Namespace", "LimitRange", "ResourceQuota", "PriorityClass", "RuntimeClass", "ServiceAccount"),
    *("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
)
"""The kinds of objects that admission reads."""
NOT_PLAYED = ("MutatingAdmissionPolicy", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
"""Kinds of objects with which a cluster asks others about requests: they are named, not asked."""


def remarks(clusters: Iterable[Cluster]) -> list[str]:
    """What is declared and not used, each once for all releases, and that nothing is."""
    given = list(clusters)
    notes = [note for cluster in given for note in (*cluster.notes, *cluster.rejected)]
    if given and not notes and not any(cluster.of_kind(kind) for cluster in given for kind in (*DECIDING, *NOT_PLAYED)):
        notes.append(f"contains nothing that admission reads ({', '.join(DECIDING)})")
    return [f"--cluster: {note}" for note in dict.fromkeys(notes)]


def namespace_labels(cluster: Cluster) -> dict[str, Mapping[str, Any]]:
    """The labels of the cluster's namespaces, by name."""
    return {item["metadata"]["name"]: item["metadata"].get("labels") or {} for item in cluster.of_kind("Namespace")}


def admission_problems(
    value: Mapping[str, Any], cluster: Cluster, release: Release, *, updates: bool
) -> Iterator[Problem]:
    """Why admission rejects a valid object, after defaulting. What Pod Security rejects has rules of its own.

    `updates`: the object exists already. A Pod that exists is not admitted again; an object that the cluster has is
    updated too.
    """
    ref = ObjectRef.of(value)
    namespace = ref.namespace or "default"
    missing = namespace_lifecycle.rejection(namespace, cluster)
    if missing is not None:
        yield Problem(REJECTED, missing.message, ("metadata",))
        return
    created = not updates and not _has(cluster, ref.kind, namespace, ref.name)
    quotas = resource_quota.Quotas(cluster, release)
    if ref.kind == "Pod":
        manifest = {**value, "metadata": {"namespace": namespace, **(value.get("metadata") or {})}}
        found = _rejection(manifest, cluster, release, quotas) if created else None
        if found is not None:
            yield Problem(REJECTED, found.message, found.path or ())
    elif ref.kind == "DaemonSet":
        yield from _of_daemonset(value, cluster, release, quotas, created=created)


def invalid_pods(value: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    """Why the pods of a valid DaemonSet are invalid: on the node's network, they get host ports that it lacks."""
    found = invalid_pod(with_default_name(defaulted(_pod_of(value), release)), release)
    if found is not None:
        path = (*TEMPLATE, *(found.path or ()))
        code = REPEATED_PORT_ON_HOST_NETWORK if path[-1] == "hostPort" else PODS_REJECTED
        yield Problem(code, found.message, path, field_text(path))


def _has(cluster: Cluster, kind: str, namespace: str, name: str) -> bool:
    if kind == "Pod":
        return any((pod.namespace, pod.name) == (namespace, name) for pod in cluster.pods)
    found = (ObjectRef.of(item) for item in cluster.of_kind(kind))
    return any((other.namespace or "default", other.name) == (namespace, name) for other in found)


def _of_daemonset(
    value: Mapping[str, Any], cluster: Cluster, release: Release, quotas: resource_quota.Quotas, *, created: bool
) -> Iterator[Problem]:
    ref = ObjectRef.of(value)
    refused = resource_quota.charge_daemonset(ref, quotas) if created else None
    if refused is not None:
        yield Problem(REJECTED, refused.message, ("metadata",))
        return
    found = _rejection(defaulted(_pod_of(value), release), cluster, release, quotas)
    if found is not None:
        yield Problem(PODS_REJECTED, found.message, (*TEMPLATE, *(found.path or ())))


def _pod_of(value: Mapping[str, Any]) -> dict[str, Any]:
    """A pod of the DaemonSet as its controller sends it, as far as admission reads it."""
    template = value["spec"]["template"]
    metadata = {key: item for key, item in (template.get("metadata") or {}).items() if key in ("labels", "annotations")}
    ref = ObjectRef.of(value)
    identity = {"generateName": f"{ref.name}-", "namespace": ref.namespace or "default"}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {**metadata, **identity}, "spec": template.get("spec") or {}}


def _rejection(pod: dict[str, Any], cluster: Cluster, release: Release, quotas: resource_quota.Quotas) -> Reason | None:
    admitted = created_pod(pod, cluster, release)
    if not isinstance(admitted, Reason):
        return quotas.charge(admitted)
    return None if admitted.code == POD_SECURITY else admitted
