"""existingPods and staticPods of a compact inventory -> pods on their nodes, one PodSpec an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dslint.inventory.compact_types import ExistingPods, PodFields, StaticPod
from dslint.inventory.pod_objects import PodReader
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod

# The kind that owns a workload's pods: a Deployment's belong to its ReplicaSet.
OWNERS = {"daemon_set": "DaemonSet", "deployment": "ReplicaSet", "stateful_set": "StatefulSet", "job": "Job"}


def owner_of(entry: ExistingPods) -> tuple[str, str]:
    """The owner's kind ("" for a single pod) and its "namespace/name"."""
    for field, kind in OWNERS.items():
        name = getattr(entry, field)
        if name:
            return kind, name
    return "", entry.name or ""


def existing_pods(entry: ExistingPods, nodes: Sequence[Node], reader: PodReader) -> Iterator[Pod]:
    """The entry's pods on its nodes: a DaemonSet's one on each, `replicas` of others dealt out in turn."""
    kind, reference = owner_of(entry)
    namespace, _, name = reference.rpartition("/")
    namespace = namespace or "default"
    value = _manifest(entry, namespace)
    spec = reader.declared(value)
    owner = (kind, name) if kind else None
    for suffix, node in _dealt(entry, kind, nodes):
        pod_name = f"{name}-{suffix}" if suffix else name
        yield Pod(namespace, pod_name, value["metadata"]["labels"], spec, node=node.name, owner=owner)


def static_pod(name: str, template: StaticPod, nodes: Sequence[Node], reader: PodReader) -> Iterator[Pod]:
    """The mirror pods of a static pod. Kubernetes: pkg/kubelet/config (generatePodName)."""
    value = _manifest(template, template.namespace)
    spec = reader.declared(value)
    for node in nodes:
        pod_name = f"{name}-{node.name.lower()}"
        yield Pod(template.namespace, pod_name, value["metadata"]["labels"], spec, node=node.name, static=True)


def _dealt(entry: ExistingPods, kind: str, nodes: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    if kind == "DaemonSet" or not nodes:
        yield from ((node.name, node) for node in nodes)
        return
    replicas = entry.replicas if entry.replicas is not None else len(nodes) if kind else 1
    for index in range(replicas):
        yield (str(index) if kind or replicas > 1 else ""), nodes[index % len(nodes)]


def _manifest(fields: PodFields, namespace: str) -> dict[str, Any]:
    container: dict[str, Any] = {"name": "main", "image": fields.image}
    resources = {key: dict(value) for key, value in (("requests", fields.requests), ("limits", fields.limits)) if value}
    if resources:
        container["resources"] = resources
    if fields.host_ports:
        container["ports"] = [_port(port) for port in fields.host_ports]
    spec: dict[str, Any] = {"containers": [container], "hostNetwork": fields.host_network}
    if fields.priority is not None:
        spec["priority"] = fields.priority
    if fields.priority_class_name:
        spec["priorityClassName"] = fields.priority_class_name
    metadata = {"name": "pod", "namespace": namespace, "labels": fields.labels}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}


def _port(text: int | str) -> dict[str, Any]:
    """`9100`, `53/UDP`, `127.0.0.1:9100/TCP`: the schema has checked it."""
    head, _, protocol = str(text).partition("/")
    address, _, number = head.rpartition(":")
    port: dict[str, Any] = {"containerPort": int(number), "hostPort": int(number), "protocol": protocol or "TCP"}
    return {**port, "hostIP": address} if address else port
