"""The compact `dslint.dev/v1 Inventory`, expanded: node groups, overrides, pods and namespaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dslint.inventory.assumptions import Assumptions
from dslint.inventory.compact_reader import SPEEDS
from dslint.inventory.compact_types import ExistingPods, Inventory, Namespace, Spec
from dslint.inventory.declared_pods import existing_pods, owner_of
from dslint.inventory.errors import Place, nearest
from dslint.inventory.node_fields import timing_from
from dslint.inventory.node_groups import Expansion, expand_group
from dslint.inventory.node_shapes import Shapes
from dslint.inventory.overrides import apply_override, selected
from dslint.inventory.pod_objects import PodReader
from dslint.inventory.static_pods import StaticPods
from dslint.kubernetes.cluster import Cluster, Node

NODE_SELECTOR = "scheduler.alpha.kubernetes.io/node-selector"


def expand(inventory: Inventory, place: Place, cluster: Cluster, reader: PodReader, assumptions: Assumptions) -> None:
    """Adds what the inventory declares to the cluster; its overrides and pods apply to all nodes of the cluster.

    Raises InventoryError.
    """
    place = place.under("spec")
    of = Expansion(inventory.spec, place, reader.release, Shapes(), assumptions)
    static = StaticPods(inventory.spec.static_pods, place)
    _change_nodes(cluster.nodes, static, of)
    _refuse_duplicates(cluster.nodes, place)
    static.place(cluster, reader)
    for index, entry in enumerate(inventory.spec.existing_pods):
        _add_pods(entry, place.under("existingPods", index), cluster, reader, assumptions)
    for name, namespace in inventory.spec.namespaces.items():
        cluster.objects.setdefault("Namespace", []).append(_namespace(name, namespace))
    cluster.timing = {**cluster.timing, **_timing(of)}
    cluster.platforms = {**cluster.platforms, **_platforms(inventory.spec)}


def _change_nodes(nodes: list[Node], static: StaticPods, of: Expansion) -> None:
    taken: set[int] = set()
    for index, group in enumerate(of.spec.node_groups):
        place = of.place.under("nodeGroups", index)
        expanded = expand_group(group, place, of, start=len(nodes))
        taken.update(expanded.not_ready)
        nodes += expanded.nodes
        indices = range(len(nodes) - len(expanded.nodes), len(nodes))
        static.declare(of.spec.defaults.static_pods, indices, of.place.under("defaults"))
        static.declare(group.static_pods, indices, place)
    for index, override in enumerate(of.spec.overrides):
        place = of.place.under("overrides", index)
        meant = apply_override(override, place, nodes, taken, of)
        static.declare(override.static_pods, meant, place)


def _refuse_duplicates(nodes: Sequence[Node], place: Place) -> None:
    by_name = {node.name: node for node in nodes}
    if len(by_name) == len(nodes):
        return
    first = next(node for node in nodes if by_name[node.name] is not node)
    groups = " and ".join(dict.fromkeys(one.shape.group or "the dump" for one in (first, by_name[first.name])))
    raise place.error(f"node {first.name} is declared twice, by {groups}; change a name", ("nodeGroups",))


def _add_pods(entry: ExistingPods, place: Place, cluster: Cluster, reader: PodReader, assumptions: Assumptions) -> None:
    nodes = [cluster.nodes[index] for index in selected(entry.on, place.under("on"), cluster.nodes)]
    if entry.replicas is not None and owner_of(entry)[0] == "DaemonSet":
        raise place.error("a DaemonSet has one pod on each node; remove replicas", ("replicas",))
    pods = list(existing_pods(entry, nodes, reader))
    assumptions.count("pod-labels", 0 if entry.labels else len(pods))
    cluster.pods += pods


def _namespace(name: str, namespace: Namespace) -> dict[str, Any]:
    annotations = dict(namespace.annotations)
    if namespace.node_selector is not None:
        annotations[NODE_SELECTOR] = namespace.node_selector
    labels = {"kubernetes.io/metadata.name": name, **namespace.labels}
    metadata: dict[str, Any] = {"name": name, "labels": labels, "annotations": annotations}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}


def _platforms(spec: Spec) -> dict[str, tuple[str, ...]]:
    return {name: tuple(platforms) for name, platforms in spec.image_platforms.items()}


def _timing(of: Expansion) -> dict[str, Any]:
    """The speed of the control plane, and the default timing in seconds. Raises InventoryError."""
    known = {group.name for group in of.spec.node_groups} | SPEEDS | {"default"}
    found: dict[str, Any] = {}
    for key, value in of.spec.timing.items():
        if key not in known:
            raise of.place.error(f"no node group {key}{nearest(key, sorted(known))}", ("timing", key))
        if key in SPEEDS:
            found[key] = value
        elif key == "default" and isinstance(value, dict):
            found[key] = timing_from(value)
    return found
