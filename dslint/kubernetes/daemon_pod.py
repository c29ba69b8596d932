"""The pods that the DaemonSet controller creates, each pinned to its node.

Kubernetes: pkg/controller/daemon/daemon_controller.go (syncNodes), pkg/controller/controller_utils.go
(GetPodFromTemplate), pkg/controller/daemon/util/daemonset_util.go (ReplaceDaemonSetPodNodeNameNodeAffinity).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dslint.kubernetes.daemon_tolerations import with_tolerations
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release

CONTROLLER: Mapping[str, Any] = {
    "name": "system:serviceaccount:kube-system:daemon-set-controller",
    "groups": ["system:serviceaccounts", "system:serviceaccounts:kube-system", "system:authenticated"],
}
"""The user that creates the pods: where controllers use credentials of their own, as in all clusters of kubeadm."""

UID = "00000000-0000-0000-0000-000000000000"
"""Stands for the uid of a DaemonSet that does not say it."""

REVISION = "revision"
"""Stands for the hash of a template, which only the controller computes."""

_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


def daemon_pod(daemonset: Map, node: str, release: Release, revision: Sequence[str] = ()) -> dict[str, Any]:
    """The pod for a node, as the controller sends it to the API server.

    `daemonset` is the object after defaulting, `revision` are the hash and the generation of its template, if known.
    """
    template = map_of(daemonset, "spec", "template")
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": _metadata(daemonset, map_of(template, "metadata"), revision),
        "spec": pinned(with_tolerations(map_of(template, "spec"), release), node),
    }


def _metadata(daemonset: Map, template: Map, revision: Sequence[str]) -> dict[str, Any]:
    metadata = map_of(daemonset, "metadata")
    hash_, generation = revision or (REVISION, "1")
    name = metadata.get("name") or ""
    labels = {"controller-revision-hash": hash_, "pod-template-generation": generation}
    owner = {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "name": name,
        "uid": metadata.get("uid") or UID,
        "controller": True,
        "blockOwnerDeletion": True,
    }
    kept = {field: template[field] for field in ("annotations", "finalizers") if template.get(field)}
    return {
        "generateName": f"{name}-",
        "namespace": metadata.get("namespace") or "default",
        "labels": {**(template.get("labels") or {}), **labels},
        **kept,
        "ownerReferences": [owner],
    }


def pinned(spec: Map, node: str) -> dict[str, Any]:
    """The spec with the affinity that pins the pod to its node; it replaces what the template requires of nodes."""
    field = {"key": "metadata.name", "operator": "In", "values": [node]}
    required = {"nodeSelectorTerms": [{"matchFields": [field]}]}
    affinity = map_of(spec, "affinity")
    of_nodes = {**map_of(affinity, "nodeAffinity"), _REQUIRED: required}
    return {**spec, "affinity": {**affinity, "nodeAffinity": of_nodes}}
