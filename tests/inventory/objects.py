"""Builders of the objects that an inventory is made of."""

from __future__ import annotations

from typing import Any

HOSTNAME = "kubernetes.io/hostname"
PLATFORM = {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"}
"""What every kubelet says of its node, and dslint assumes of a Node without these labels."""


def node(name: str, *, labels: dict[str, str] | None = None, **parts: Any) -> dict[str, Any]:
    """A v1 Node; `parts` are taints, unschedulable, conditions, allocatable, capacity."""
    spec = {key: parts[key] for key in ("taints", "unschedulable") if key in parts}
    status = {key: parts[key] for key in ("allocatable", "capacity", "images", "nodeInfo") if key in parts}
    conditions = parts.get("conditions", {"Ready": "True"})
    status["conditions"] = [{"type": key, "status": value} for key, value in conditions.items()]
    metadata = {"name": name, "labels": {HOSTNAME: name, **(labels or {})}}
    return {"apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": status}


def pod(name: str, on: str = "n1", *, namespace: str = "default", **spec: Any) -> dict[str, Any]:
    """A bound v1 Pod with one container; `spec` adds to its spec, `requests` to the container."""
    container = {"name": "c", "image": "registry.example/app:1", "resources": {"requests": spec.pop("requests", {})}}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": namespace, "labels": {"app": name.rpartition("-")[0] or name}},
        "spec": {"nodeName": on, "containers": [container], **spec},
    }
