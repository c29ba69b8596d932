"""Clusters with so many of one thing, and what is planned on them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.growing import LABELS, Value, container, daemonset, pod_spec, times

ZONE = "topology.kubernetes.io/zone"
HOST = "kubernetes.io/hostname"


PLAN = (sys.executable, "-m", "dslint", "plan")

Command = Callable[[Path, int], Sequence[str]]


class Cluster(NamedTuple):
    """Objects of a cluster, the manifests to plan, those that run now, and options."""

    there: Sequence[Value]
    manifests: Sequence[Value]
    before: Sequence[Value] = ()
    options: Sequence[str] = ()


Made = Callable[[int], Cluster]
Table = Mapping[str, tuple[int, Made]]
"""The smallest number and the cluster, by name."""


def written(folder: Path, name: str, items: Sequence[Value]) -> str:
    place = folder / f"{name}.json"
    place.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": items}), encoding="utf-8")
    return str(place)


def planned(folder: Path, cluster: Cluster, *options: str) -> Sequence[str]:
    """The command that plans a cluster, which is written into the folder."""
    before = ("--from", written(folder, "before", cluster.before)) if cluster.before else ()
    there, manifests = written(folder, "there", cluster.there), written(folder, "manifests", cluster.manifests)
    return (*PLAN, "--nodes", there, *before, *cluster.options, *options, manifests)


def of_cluster(made: Made, *options: str) -> Command:
    return lambda folder, number: planned(folder, made(number), *options)


def node(name: str, labels: Value | None = None, *, pods: str = "110000", cpu: str = "32", **spec: Any) -> Value:
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": {HOST: name, **(labels or {})}},
        "spec": spec,
        "status": {
            "allocatable": {"cpu": cpu, "memory": "128Gi", "pods": pods},
            "conditions": [{"type": "Ready", "status": "True"}],
        },
    }


def nodes(number: int, labels: Callable[[int], Value] = lambda _: {}, **fields: Any) -> list[Value]:
    return times(number, lambda index: node(f"n{index}", labels(index), **fields))


def pod(name: str, labels: Value | None = None, container: Value | None = None, **spec: Any) -> Value:
    its = {"name": "main", "image": "example.com/main:1", **(container or {})}
    metadata = {"name": name, "namespace": "default", "labels": labels or LABELS}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {"containers": [its], **spec}}


def requesting(cpu: str) -> Value:
    return {"resources": {"requests": {"cpu": cpu}}}


def of_group(api_version: str, kind: str, name: str, spec: Value | None = None, **fields: Any) -> Value:
    """An object in the namespace default; kinds without namespaces do not mind."""
    metadata = {"name": name, "namespace": "default"}
    made = {"apiVersion": api_version, "kind": kind, "metadata": metadata, **fields}
    return made if spec is None else made | {"spec": spec}


def agent(**fields: Any) -> list[Value]:
    return [daemonset(pod_spec(**fields))]


def taints(number: int) -> Cluster:
    keys = [f"example.com/k{index}" for index in range(number)]
    tainted = node("n", taints=[{"key": key, "effect": "NoSchedule"} for key in keys])
    return Cluster([tainted], agent(tolerations=[{"key": key, "operator": "Exists"} for key in keys]))


def labels(number: int) -> Cluster:
    made = {f"example.com/k{index}": f"v{index}" for index in range(number)}
    return Cluster([node("n", labels=made)], agent(nodeSelector=made))


def host_ports(number: int) -> Cluster:
    there = times(
        number,
        lambda i: pod(f"p{i}", container={"ports": [{"containerPort": 80, "hostPort": 1_000 + i}]}, nodeName="n"),
    )
    ports = times(number, lambda i: {"containerPort": 80, "hostPort": 20_000 + i, "name": f"p{i}"})
    return Cluster([node("n"), *there], [daemonset(pod_spec(container(ports=ports)))])


def pods_on_it(number: int) -> Cluster:
    return Cluster([node("n"), *times(number, lambda i: pod(f"p{i}", {"app": "web"}, nodeName="n"))], agent())


def own_pod(index: int, name: str, **fields: Any) -> Value:
    made = pod(f"agent-{index}", nodeName=name) | fields
    owner = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "u", "controller": True}
    made["metadata"] |= {"ownerReferences": [owner]}
    return made


def own_pods(number: int) -> Cluster:
    """Of which the controller deletes all but one."""
    return Cluster([node("n"), *times(number, lambda index: own_pod(index, "n"))], agent())


def stopped_pods(number: int) -> Cluster:
    """One on each node has failed, so that the controller makes another."""
    failed = times(number, lambda index: own_pod(index, f"n{index}", status={"phase": "Failed"}))
    return Cluster([*nodes(number), *failed], agent())


def succeeded_pods(number: int) -> Cluster:
    """Pods of other workloads that have ended take no room."""
    return Cluster(
        [node("n"), *times(number, lambda i: pod(f"p{i}", nodeName="n") | {"status": {"phase": "Succeeded"}})], agent()
    )


def budget(index: int, labels: Value) -> Value:
    spec = {"minAvailable": 1, "selector": {"matchLabels": labels}}
    return of_group("policy/v1", "PodDisruptionBudget", f"budget-{index}", spec)


def budgets(number: int) -> Cluster:
    """Each for one pod of a full node."""
    there: list[Value] = [node("n", pods=str(number))]
    for index in range(number):
        labels = {"app": f"app-{index}"}
        there += [pod(f"pod-{index}", labels, nodeName="n"), budget(index, labels)]
    return Cluster(there, agent(priorityClassName="system-node-critical"))


def budgets_of_one_pod(number: int) -> Cluster:
    """All for the same pods."""
    there = [node("n", pods="2"), *times(2, lambda index: pod(f"pod-{index}", nodeName="n"))]
    return Cluster(
        [*there, *times(number, lambda i: budget(i, LABELS))], agent(priorityClassName="system-node-critical")
    )


def priority_class(index: int) -> Value:
    return of_group("scheduling.k8s.io/v1", "PriorityClass", f"class-{index}", value=index)


def priority_classes(number: int) -> Cluster:
    """Pods of as many classes on one full node, which an agent of the highest one evicts."""
    there: list[Value] = [node("n", pods=str(number))]
    for index in range(number):
        there += [priority_class(index), pod(f"p{index}", nodeName="n", priorityClassName=f"class-{index}")]
    return Cluster(there, agent(priorityClassName=f"class-{number - 1}"))


def evictions(number: int) -> Cluster:
    """An agent evicts one of two pods on each node."""
    there = [priority_class(1), *nodes(number, cpu="2")]
    there += times(2 * number, lambda i: pod(f"p{i}", container=requesting("1"), nodeName=f"n{i // 2}"))
    spec = pod_spec(container(**requesting("1")), priorityClassName="class-1")
    return Cluster(there, [daemonset(spec)])


def pods_that_evict(number: int) -> Cluster:
    """Plain Pods, each of which evicts another."""
    there = [priority_class(1), *nodes(number, cpu="1")]
    there += times(number, lambda index: pod(f"p{index}", container=requesting("1"), nodeName=f"n{index}"))
    return Cluster(
        there,
        times(20, lambda index: pod(f"new-{index}", container=requesting("1"), priorityClassName="class-1")),
        options=("--together",),
    )


SCHEDULING: Table = {
    "taints and tolerations": (8_000, taints),
    "labels of nodes": (16_000, labels),
    "host ports": (1_000, host_ports),
    "pods on one node": (16_000, pods_on_it),
    "own pods on one node": (10_000, own_pods),
    "stopped pods of agents": (3_000, stopped_pods),
    "stopped pods on one node": (10_000, succeeded_pods),
    "budgets of pods to evict": (5_000, budgets),
    "budgets of one pod": (5_000, budgets_of_one_pod),
    "priority classes": (4_000, priority_classes),
    "nodes where an agent evicts": (1_000, evictions),
    "nodes where Pods evict": (500, pods_that_evict),
}
