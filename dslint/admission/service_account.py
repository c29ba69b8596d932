"""ServiceAccount: a pod runs under a service account of its namespace, and gets its token in a volume.

Kubernetes: plugin/pkg/admission/serviceaccount/admission.go. The plugin is on in every cluster and acts when a pod is
created.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission import pod_behaviours as behaviours
from dslint.admission.plugin import Admitted, Lister, forbidden
from dslint.kubernetes.release import Release

CODE = "ServiceAccount"
DEFAULT = "default"
"""A controller creates this one in every namespace."""

MIRROR = "kubernetes.io/config.mirror"
VOLUME_PREFIX = "kube-api-access-"
VOLUME = f"{VOLUME_PREFIX}xxxxx"
"""The API server's name ends in five random characters."""

MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount"
TOKEN_SECONDS = 3607
_NAME_PATH = ("spec", "serviceAccountName")
_CONTAINERS = ("initContainers", "containers")


def admit(pod: dict[str, Any], cluster: Lister, _release: Release) -> Admitted:
    """The pod with a service account and its pull secrets; a mirror pod stays as it is."""
    if _is_mirror(pod):
        return pod
    named = with_default_name(pod)
    account = _account(named, cluster)
    if account is None:
        namespace, name = pod["metadata"].get("namespace") or "default", named["spec"]["serviceAccountName"]
        message = f'error looking up service account {namespace}/{name}: serviceaccount "{name}" not found'
        return forbidden(CODE, pod, message, _NAME_PATH)
    if not account.get("imagePullSecrets") or named["spec"].get("imagePullSecrets"):
        return named
    return {**named, "spec": {**named["spec"], "imagePullSecrets": account["imagePullSecrets"]}}


def mount_token(pod: dict[str, Any], cluster: Lister, release: Release) -> dict[str, Any]:
    """The pod with the token of its service account, which `admit` has found, in each container.

    The API server does this together with `admit`. It cannot make a pod invalid, so it may wait for validation.
    """
    if _is_mirror(pod) or not release.has(behaviours.TOKEN_VOLUMES):
        return pod
    account = _account(pod, cluster) or {}
    return {**pod, "spec": _with_token(pod["spec"])} if _automounts(pod["spec"], account) else pod


def with_default_name(pod: Mapping[str, Any]) -> dict[str, Any]:
    """The pod with the name of a service account, in both fields that have it. This comes before validation."""
    spec = pod.get("spec") or {}
    if spec.get("serviceAccountName") or _is_mirror(pod):
        return dict(pod)
    return {**pod, "spec": {**spec, "serviceAccountName": DEFAULT, "serviceAccount": DEFAULT}}


def _is_mirror(pod: Mapping[str, Any]) -> bool:
    return MIRROR in ((pod.get("metadata") or {}).get("annotations") or {})


def _account(pod: dict[str, Any], cluster: Lister) -> Mapping[str, Any] | None:
    """The service account; one without fields where nothing is known of it, or it is always there."""
    namespace, name = pod["metadata"].get("namespace") or "default", pod["spec"]["serviceAccountName"]
    accounts = {
        item["metadata"].get("name"): item
        for item in cluster.of_kind("ServiceAccount")
        if (item["metadata"].get("namespace") or "default") == namespace
    }
    if name not in accounts and (name == DEFAULT or cluster.unknown("ServiceAccount", name, namespace)):
        return {}
    return accounts.get(name)


def _automounts(spec: Mapping[str, Any], account: Mapping[str, Any]) -> bool:
    """The pod's own word counts before that of its account."""
    of_pod = spec.get("automountServiceAccountToken")
    if of_pod is not None:
        return bool(of_pod)
    return account.get("automountServiceAccountToken") is not False


def _with_token(spec: dict[str, Any]) -> dict[str, Any]:
    volumes = spec.get("volumes") or []
    present = next((item["name"] for item in volumes if str(item.get("name")).startswith(VOLUME_PREFIX)), None)
    mount = {"name": present or VOLUME, "readOnly": True, "mountPath": MOUNT_PATH}
    changed = {key: [_mounted(item, mount) for item in spec[key]] for key in _CONTAINERS if spec.get(key)}
    if all(changed[key] == spec[key] for key in changed):
        return spec
    return {**spec, **changed, "volumes": volumes if present else [*volumes, _volume()]}


def _mounted(container: dict[str, Any], mount: dict[str, Any]) -> dict[str, Any]:
    """A mount of the container's own at that path comes first."""
    mounts = container.get("volumeMounts") or []
    if any(item.get("mountPath") == MOUNT_PATH for item in mounts):
        return container
    return {**container, "volumeMounts": [*mounts, mount]}


def _volume() -> dict[str, Any]:
    namespace = {"path": "namespace", "fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.namespace"}}
    sources = [
        {"serviceAccountToken": {"path": "token", "expirationSeconds": TOKEN_SECONDS}},
        {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
        {"downwardAPI": {"items": [namespace]}},
    ]
    return {"name": VOLUME, "projected": {"defaultMode": 0o644, "sources": sources}}
