"""Cluster dumps as kubectl writes them, of any size: nodes in pools, pods of a few DaemonSets and many Deployments."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Any

POOLS = 8
DAEMON_SETS = 6
DEPLOYMENTS = 200
IMAGES = 50
"""How many images a kubelet reports of its node by default (nodeStatusMaxImages)."""
CONDITIONS = "MemoryPressure", "DiskPressure", "PIDPressure", "Ready"
QUANTITIES = ("cpu", "7910m"), ("memory", "31000000Ki"), ("pods", "110"), ("ephemeral-storage", "95Gi")


def write_dump(folder: Path, *, nodes: int, pods_a_node: int) -> Path:
    """`kubectl get nodes,pods -A -o json`, in one line."""
    place = folder / f"dump-{nodes}-{pods_a_node}.json"
    with place.open("w", encoding="utf-8") as file:
        file.write('{"apiVersion": "v1", "kind": "List", "items": [')
        # One by one: what this process takes would count as memory of the commands that it starts.
        items = chain(map(_node, range(nodes)), (_pod(number, nodes) for number in range(nodes * pods_a_node)))
        for number, item in enumerate(items):
            file.write((", " if number else "") + json.dumps(item))
        file.write("]}")
    return place


def _name(number: int) -> str:
    return f"node-{number:06d}.example.internal"


def _node(number: int) -> dict[str, Any]:
    labels = {
        "kubernetes.io/hostname": _name(number),
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "topology.kubernetes.io/zone": "abc"[number % 3],
        "pool": f"pool-{number % POOLS}",
        "instance-id": f"i-{number:017x}",
    }
    taints = [{"key": "dedicated", "value": "batch", "effect": "NoSchedule"}] if number % POOLS == 0 else []
    conditions = [
        {
            "type": kind,
            "status": "True" if kind == "Ready" else "False",
            "reason": "KubeletReports",
            "message": f"the kubelet reports {kind}",
            "lastHeartbeatTime": "2026-01-02T03:04:05Z",
            "lastTransitionTime": "2026-01-01T03:04:05Z",
        }
        for kind in CONDITIONS
    ]
    images = [
        {
            "names": [f"registry.example/app-{image}@sha256:{'a' * 64}", f"registry.example/app-{image}:1"],
            "sizeBytes": 1,
        }
        for image in range(IMAGES)
    ]
    status = {"allocatable": dict(QUANTITIES), "capacity": dict(QUANTITIES), "conditions": conditions, "images": images}
    metadata = {"name": _name(number), "labels": labels, "annotations": {"note": "x" * 200}}
    return {"apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": {"taints": taints}, "status": status}


def _pod(number: int, nodes: int) -> dict[str, Any]:
    node, turn = _name(number % nodes), number // nodes
    daemon = turn < DAEMON_SETS
    app = f"agent-{turn}" if daemon else f"web-{number % DEPLOYMENTS}"
    token = f"kube-api-access-{number % 100_000:05d}"
    mount = {"name": token, "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "readOnly": True}
    container = {
        "name": "main",
        "image": "registry.example/app:1",
        "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}},
        "volumeMounts": [mount],
    }
    spec: dict[str, Any] = {
        "nodeName": node,
        "containers": [container],
        "priority": 0,
        "volumes": [{"name": token, "projected": {"sources": [{"serviceAccountToken": {"path": "token"}}]}}],
    }
    if daemon:
        fields = [{"key": "metadata.name", "operator": "In", "values": [node]}]
        required = {"nodeSelectorTerms": [{"matchFields": fields}]}
        spec["affinity"] = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": required}}
    owner = {"kind": "DaemonSet" if daemon else "ReplicaSet", "name": app, "uid": app, "controller": True}
    metadata = {"name": f"{app}-{number:07x}", "namespace": "apps", "labels": {"app": app}, "ownerReferences": [owner]}
    status = {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec, "status": status}
