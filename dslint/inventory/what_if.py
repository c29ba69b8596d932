"""The Cluster after what-if operations: cordon, drain, taint, label, add, remove. The given one does not change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from dslint.inventory.label_selector_text import SelectorError
from dslint.inventory.node_shapes import Shapes
from dslint.inventory.selected_nodes import ARCH, OS, ZONE, Selection, named, selector_with
from dslint.inventory.what_if_operations import Operation, WhatIfError, parse
from dslint.kubernetes.cluster import HOSTNAME, Cluster, Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.limits import INVENTORY_NODES
from dslint.own_files.schema_wording import nearest

SHORT_KEYS = {"zone": ZONE, "os": OS, "arch": ARCH, "hostname": HOSTNAME}


def what_if(cluster: Cluster, operations: Iterable[str], release: Release) -> Cluster:
    """The cluster after the operations, in order. Its `assumed` says what is assumed about them.

    NODES is a node's name or a pattern, a group's name or a pattern, `group=…`, `zone=…` or a label selector.
    Raises WhatIfError.
    """
    shapes = Shapes()
    for shape, _ in cluster.shapes():
        shapes.of(shape)
    for operation in parse(operations):
        cluster = _applied(operation, cluster, shapes, release)
    return cluster


def indices_of(target: str, nodes: Sequence[Node]) -> list[int]:
    """The indices of the nodes that a target selects, ascending. Raises WhatIfError if there are none."""
    if target == "*":
        return list(range(len(nodes)))
    try:
        found = _selected(target, nodes) if _is_selector(target) else named(target, nodes)
    except SelectorError as error:
        raise WhatIfError(str(error)) from error
    if not found:
        known = [*{node.shape.group: None for node in nodes if node.shape.group}, *(node.name for node in nodes[:5000])]
        several = "," in target and not _is_selector(target)
        advice = "; write the option once for each" if several else nearest(target, known, tell_all=False)
        raise WhatIfError(f"no node or group {target}{advice}")
    return found


def _is_selector(target: str) -> bool:
    return any(sign in target for sign in "=!<> ")


def _selected(target: str, nodes: Sequence[Node]) -> list[int]:
    if target.startswith("group="):
        return Selection(groups=(target.removeprefix("group="),)).indices(nodes)
    return Selection(labels=selector_with(target, SHORT_KEYS)).indices(nodes)


def _applied(operation: Operation, cluster: Cluster, shapes: Shapes, release: Release) -> Cluster:
    indices = indices_of(operation.target, cluster.nodes)
    if operation.add:
        return _with_added(cluster, operation, [cluster.nodes[index] for index in indices])
    if operation.verb == "remove":
        return _without(cluster, frozenset(indices))
    nodes = list(cluster.nodes)
    for index in indices:
        nodes[index] = operation.change.apply(nodes[index], shapes, release)
    changed = replace(cluster, nodes=nodes)
    return _drained(changed, indices, operation) if operation.verb == "drain" else changed


def _without(cluster: Cluster, indices: frozenset[int]) -> Cluster:
    gone = {cluster.nodes[index].name for index in indices}
    left = (node for node in cluster.nodes if node.index not in indices)
    return replace(
        cluster,
        nodes=[node if node.index == index else replace(node, index=index) for index, node in enumerate(left)],
        pods=[pod for pod in cluster.pods if pod.node not in gone],
        static_folders={name: folders for name, folders in cluster.static_folders.items() if name not in gone},
    )


def _drained(cluster: Cluster, indices: Sequence[int], operation: Operation) -> Cluster:
    """As `kubectl drain --ignore-daemonsets`: pods of DaemonSets and static pods stay."""
    drained = {cluster.nodes[index].name for index in indices}
    pods = [pod for pod in cluster.pods if pod.node not in drained or _stays(pod)]
    gone = len(cluster.pods) - len(pods)
    assumed = [f"{operation.text}: {gone} evicted pods are not placed elsewhere"] if gone else []
    return replace(cluster, pods=pods, assumed=[*cluster.assumed, *assumed])


def _stays(pod: Pod) -> bool:
    return pod.static or (pod.owner is not None and pod.owner[0] == "DaemonSet")


def _with_added(cluster: Cluster, operation: Operation, like: Sequence[Node]) -> Cluster:
    """Adds nodes like the ready nodes of the target, distributed over their shapes and so over their zones."""
    if len(cluster.nodes) + operation.add > INVENTORY_NODES:
        raise WhatIfError(f"with {operation.text!r} there are more than {INVENTORY_NODES:,} nodes; add fewer")
    healthy = [node for node in like if node.shape.ready == "True" and not node.shape.unschedulable] or like
    models = list({node.shape: node for node in reversed(healthy)}.values())[::-1]
    names = _free_names(operation.target, {node.name for node in cluster.nodes})
    copied = _pods_that_stay(cluster, {model.name for model in models})
    nodes, pods, folders = list(cluster.nodes), list(cluster.pods), dict(cluster.static_folders)
    for number in range(operation.add):
        model = models[number % len(models)]
        node = _new_node(model.shape, len(nodes), next(names))
        nodes.append(node)
        pods += (_copied(pod, node.name) for pod in copied[model.name])
        if model.name in folders:
            folders[node.name] = folders[model.name]
    assumption = f"{operation.text}: the new nodes run the same DaemonSets and static pods as the nodes they copy"
    return replace(cluster, nodes=nodes, pods=pods, static_folders=folders, assumed=[*cluster.assumed, assumption])


def _new_node(shape: Shape, index: int, name: str) -> Node:
    return Node(index, name, shape, {HOSTNAME: name})


def _free_names(target: str, taken: Collection[str]) -> Iterator[str]:
    base = target.removeprefix("group=").replace("*", "").strip("-") or "node"
    names = (f"{base}-new-{number}" for number in count(1))
    return (name for name in names if name not in taken)


def _pods_that_stay(cluster: Cluster, names: Collection[str]) -> dict[str, list[Pod]]:
    """The pods of these nodes that nodes like them have too."""
    found: dict[str, list[Pod]] = {name: [] for name in names}
    for pod in cluster.pods:
        if pod.node in found and _stays(pod):
            found[pod.node].append(pod)
    return found


def _copied(pod: Pod, node: str) -> Pod:
    name = pod.name.removesuffix(pod.node).rstrip("-")
    return replace(pod, name=f"{name}-{node}", node=node)
