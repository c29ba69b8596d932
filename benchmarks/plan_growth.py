"""How the cost of plans grows with nodes, workloads and what is many in an inventory, one thing at a time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.growing import LABELS, Value, container, daemonset, pod_spec
from benchmarks.growth import Growth
from benchmarks.inputs import manifest_of_sixty_lines, write_fleet

PLAN = (sys.executable, "-m", "dslint", "plan")
ZONE = "topology.kubernetes.io/zone"
REQUESTS = {"requests": {"cpu": "50m", "memory": "64Mi"}}
NODES, PODS_A_NODE = 5_000, 10

Command = Callable[[Path, int], Sequence[str]]


def growths() -> Iterator[Growth]:
    yield Growth("plan: DaemonSets on 15,000 nodes", (20, 40, 80), daemonsets)
    yield Growth("plan: Pods on 5,000 nodes, 50,000 pods", (10, 20, 40), pods)
    yield from with_nodes()
    yield Growth("plan: nodes added by what-if", (5_000, 10_000, 20_000), added)
    yield Growth("plan: taints and tolerations", (8_000, 16_000, 32_000), of_one_node(taints))
    yield Growth("plan: labels of nodes", (16_000, 32_000, 64_000), of_one_node(labels))
    yield Growth("plan: host ports", (1_000, 2_000, 4_000), of_one_node(host_ports))
    yield Growth("plan: pods on one node", (16_000, 32_000, 64_000), of_one_node(pods_on_it))
    yield Growth("plan: own pods on one node", (10_000, 20_000, 40_000), of_one_node(own_pods))
    yield Growth("plan: budgets of pods to evict", (5_000, 10_000, 20_000), of_one_node(budgets))


def with_nodes() -> Iterator[Growth]:
    """By the number of nodes."""
    for name, options in {
        "nodes": (),
        "trace": ("--trace",),
        "trace as JSON": ("--trace", "--format", "json"),
        "trace as HTML": ("--trace", "--format", "html"),
        "explained nodes": ("--explain", "*"),
        "explained nodes as Markdown": ("--explain", "*", "--format", "markdown"),
    }.items():
        update = "trace" in name
        yield Growth(f"plan: {name}", (5_000, 10_000, 20_000), of_nodes(*options, update=update))


def of_nodes(*options: str, update: bool) -> Command:
    """An agent on so many nodes, new or as an update of its image."""

    def command(folder: Path, number: int) -> Sequence[str]:
        manifest = manifest_of_sixty_lines(folder)
        old = folder / "old.yaml"
        old.write_text(manifest.read_text(encoding="utf-8").replace("image: ", "image: old."), encoding="utf-8")
        before = ("--from", str(old)) if update else ()
        return (*PLAN, "--nodes", str(write_fleet(folder, nodes=number)), str(manifest), *before, *options)

    return command


def daemonsets(folder: Path, number: int) -> Sequence[str]:
    made = [daemonset(pod_spec(container(resources=REQUESTS)), name=f"agent-{index}") for index in range(number)]
    return (*PLAN, "--nodes", str(write_fleet(folder, nodes=15_000)), written(folder, f"agents-{number}", made))


def pods(folder: Path, number: int) -> Sequence[str]:
    """Every second with a spread constraint, the others keep apart from their like."""
    there = [one for index in range(NODES) for one in node_with_pods(index)]
    made = [pod(f"new-{index}", **(spread() if index % 2 else apart())) for index in range(number)]
    return (*PLAN, "--nodes", written(folder, "cluster", there), written(folder, f"pods-{number}", made))


def node_with_pods(index: int) -> Iterator[Value]:
    yield node(f"node-{index}", labels={ZONE: "abc"[index % 3]})
    for number in range(PODS_A_NODE):
        labels = {"app": f"app-{(index + number) % 50}"}
        yield pod(f"pod-{index}-{number}", labels, nodeName=f"node-{index}") | {"status": {"phase": "Running"}}


def spread() -> Value:
    selector = {"matchLabels": {"app": "app-1"}}
    constraint = {"topologyKey": ZONE, "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule", "labelSelector": selector}
    return {"topologySpreadConstraints": [constraint]}


def apart() -> Value:
    term = {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "app-2"}}}
    return {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}}


def added(folder: Path, number: int) -> Sequence[str]:
    fleet, manifest = write_fleet(folder, nodes=1_000), manifest_of_sixty_lines(folder)
    return (*PLAN, "--nodes", str(fleet), str(manifest), "--what-if", f"add general={number}")


def of_one_node(made: Callable[[int], tuple[list[Value], Value]]) -> Command:
    """A node with other objects, and the spec of a DaemonSet's pods."""

    def command(folder: Path, number: int) -> Sequence[str]:
        there, spec = made(number)
        return (*PLAN, "--nodes", written(folder, "there", there), written(folder, "agent", [daemonset(spec)]))

    return command


def taints(number: int) -> tuple[list[Value], Value]:
    keys = [f"example.com/k{index}" for index in range(number)]
    tainted = node("n", taints=[{"key": key, "effect": "NoSchedule"} for key in keys])
    return [tainted], pod_spec(tolerations=[{"key": key, "operator": "Exists"} for key in keys])


def labels(number: int) -> tuple[list[Value], Value]:
    made = {f"example.com/k{index}": f"v{index}" for index in range(number)}
    return [node("n", labels=made)], pod_spec(nodeSelector=made)


def host_ports(number: int) -> tuple[list[Value], Value]:
    there = [
        pod(f"pod-{index}", container={"ports": [{"containerPort": 80, "hostPort": 1_000 + index}]}, nodeName="n")
        for index in range(number)
    ]
    ports = [{"containerPort": 80, "hostPort": 20_000 + index, "name": f"p{index}"} for index in range(number)]
    return [node("n"), *there], pod_spec(container(ports=ports))


def pods_on_it(number: int) -> tuple[list[Value], Value]:
    return [node("n"), *(pod(f"pod-{index}", {"app": "web"}, nodeName="n") for index in range(number))], pod_spec()


def own_pods(number: int) -> tuple[list[Value], Value]:
    """Of which the controller deletes all but one."""
    owner = {"apiVersion": "apps/v1", "kind": "DaemonSet", "name": "agent", "uid": "u", "controller": True}
    there = [pod(f"agent-{index}", nodeName="n") for index in range(number)]
    for one in there:
        one["metadata"] |= {"ownerReferences": [owner]}
    return [node("n"), *there], pod_spec()


def budgets(number: int) -> tuple[list[Value], Value]:
    """Each for one pod of a full node."""
    there: list[Value] = [node("n", pods=str(number))]
    for index in range(number):
        labels = {"app": f"app-{index}"}
        there.append(pod(f"pod-{index}", labels, nodeName="n"))
        there.append(
            {
                "apiVersion": "policy/v1",
                "kind": "PodDisruptionBudget",
                "metadata": {"name": f"budget-{index}", "namespace": "default"},
                "spec": {"minAvailable": 1, "selector": {"matchLabels": labels}},
            }
        )
    return there, pod_spec(priorityClassName="system-node-critical")


def node(name: str, labels: Value | None = None, *, pods: str = "110000", **spec: Any) -> Value:
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": {"kubernetes.io/hostname": name, **(labels or {})}},
        "spec": spec,
        "status": {
            "allocatable": {"cpu": "32", "memory": "128Gi", "pods": pods},
            "conditions": [{"type": "Ready", "status": "True"}],
        },
    }


def pod(name: str, labels: Value | None = None, container: Value | None = None, **spec: Any) -> Value:
    its = {"name": "main", "image": "example.com/main:1", **(container or {})}
    metadata = {"name": name, "namespace": "default", "labels": labels or LABELS}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {"containers": [its], **spec}}


def written(folder: Path, name: str, items: Sequence[Value]) -> str:
    place = folder / f"{name}.json"
    place.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": items}), encoding="utf-8")
    return str(place)
