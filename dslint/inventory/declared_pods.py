"""The pods of a compact inventory on their nodes: existingPods and staticPods, one PodSpec for each entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dslint.admission.priority import BUILT_IN, default_class
from dslint.inventory.compact_types import ExistingPods, PodFields, StaticPod
from dslint.inventory.pod_objects import PodReader
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod, PodSpec

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
    """The entry's pods on its nodes: one on each for a DaemonSet, else `replicas` pods, one node after the other."""
    kind, reference = owner_of(entry)
    namespace, _, name = reference.rpartition("/")
    namespace = namespace or "default"
    value = _manifest(entry, namespace)
    spec = reader.declared(value)
    owner = (kind, name) if kind else None
    for suffix, node in _distributed(entry, kind, nodes):
        pod_name = f"{name}-{suffix}" if suffix else name
        yield Pod(namespace, pod_name, value["metadata"]["labels"], spec, node=node.name, owner=owner)


def static_pod(name: str, template: StaticPod, nodes: Sequence[Node], reader: PodReader) -> Iterator[Pod]:
    """The mirror pods of a static pod. Kubernetes: pkg/kubelet/config (generatePodName)."""
    value = _manifest(template, template.namespace)
    spec = reader.declared(value)
    for node in nodes:
        pod_name = f"{name}-{node.name.lower()}"
        yield Pod(template.namespace, pod_name, value["metadata"]["labels"], spec, node=node.name, static=True)


def _distributed(entry: ExistingPods, kind: str, nodes: Sequence[Node]) -> Iterator[tuple[str, Node]]:
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
    """`9100`, `53/UDP` or `127.0.0.1:9100/TCP`; the schema has checked the text."""
    head, _, protocol = str(text).partition("/")
    address, _, number = head.rpartition(":")
    port: dict[str, Any] = {"containerPort": int(number), "hostPort": int(number), "protocol": protocol or "TCP"}
    return {**port, "hostIP": address} if address else port


def resolve_priorities(cluster: Cluster, without: Mapping[int, str]) -> None:
    """Gives pods of a hand-written file the priority of their class, as admission does for pods that are created.

    `without` maps the id of each spec without a priority to the name of its class, "" for none. The priority is 0
    where the class is not declared, or where there is neither a class nor a global default.
    """
    values = {**BUILT_IN, "": (default_class(cluster) or {}).get("value") or 0}
    for item in cluster.of_kind("PriorityClass"):
        values[(item.get("metadata") or {}).get("name") or ""] = item.get("value") or 0
    resolved: dict[int, PodSpec] = {}
    for pod in cluster.pods:
        key = id(pod.spec)
        priority = values.get(without[key], 0) if key in without else 0
        if priority and key not in resolved:
            resolved[key] = replace(pod.spec, priority=priority)
        if priority:
            pod.spec = resolved[key]
