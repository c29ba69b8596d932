"""How the cost of plans grows with nodes, workloads and what is many in an inventory, one thing at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import growing_plans
from benchmarks.growing import Value, container, daemonset, pod_spec
from benchmarks.growing_clusters import HOST, PLAN, SCHEDULING, ZONE, Command, node, of_cluster, pod, written
from benchmarks.growing_devices import DEVICES
from benchmarks.growth import Growth
from benchmarks.inputs import manifest_of_sixty_lines, write_fleet

REQUESTS = {"requests": {"cpu": "50m", "memory": "64Mi"}}
NODES, PODS_A_NODE = 5_000, 10


def growths() -> Iterator[Growth]:
    yield Growth("plan: DaemonSets on 15,000 nodes", (20, 40, 80), daemonsets)
    yield Growth("plan: Pods on 5,000 nodes, 50,000 pods", (10, 20, 40), pods)
    yield from with_nodes()
    yield Growth("plan: nodes added by what-if", (5_000, 10_000, 20_000), added)
    for table in (SCHEDULING, DEVICES):
        for name, (size, made) in table.items():
            yield Growth(f"plan: {name}", (size, 2 * size, 4 * size), of_cluster(made), least=1)
    yield from growing_plans.growths()


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
    term = {"topologyKey": HOST, "labelSelector": {"matchLabels": {"app": "app-2"}}}
    return {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}}


def added(folder: Path, number: int) -> Sequence[str]:
    fleet, manifest = write_fleet(folder, nodes=1_000), manifest_of_sixty_lines(folder)
    return (*PLAN, "--nodes", str(fleet), str(manifest), "--what-if", f"add general={number}")
