"""The compact `dslint.dev/v1 Inventory`, expanded: node groups, overrides, pods and namespaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dslint.inventory.amounts import UndeclaredAmountError
from dslint.inventory.assumptions import Assumptions
from dslint.inventory.compact_reader import SPEEDS
from dslint.inventory.compact_types import ExistingPods, Inventory, Match, NamespaceFields, Override, Spec
from dslint.inventory.declared_pods import DeclaredPods, StaticPods
from dslint.inventory.errors import Place
from dslint.inventory.label_selector_text import SelectorError
from dslint.inventory.node_fields import change_from, timing_from
from dslint.inventory.node_groups import Expansion, expand_group
from dslint.inventory.node_names import PatternError
from dslint.inventory.node_shapes import Shapes
from dslint.inventory.selected_nodes import Selection
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.quantity import QuantityError
from dslint.own_files.schema_wording import nearest

NODE_SELECTOR = "scheduler.alpha.kubernetes.io/node-selector"
_FIELD = {SelectorError: "labels", PatternError: "hostRange"}


def expand(inventory: Inventory, place: Place, cluster: Cluster, pods: DeclaredPods, assumptions: Assumptions) -> None:
    """Adds what the inventory declares to the cluster; its overrides and pods apply to all nodes of the cluster.

    Raises InventoryError.
    """
    place = place.under("spec")
    of = Expansion(inventory.spec, place, pods.release, Shapes(), assumptions)
    static = StaticPods(inventory.spec.static_pods, place)
    _change_nodes(cluster.nodes, static, of)
    _refuse_duplicates(cluster.nodes, place)
    static.add_to(cluster, pods)
    for index, entry in enumerate(inventory.spec.existing_pods):
        _add_pods(entry, place.under("existingPods", index), cluster, pods, assumptions)
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
        changed = _apply(override, place, nodes, taken, of)
        static.declare(override.static_pods, changed, place)


def _apply(override: Override, place: Place, nodes: list[Node], taken: set[int], of: Expansion) -> list[int]:
    """Changes the matching nodes in place and returns their indices. Adds the nodes of a sample to `taken`."""
    indices = _selected(override.match, place.under("match"), nodes, taken)
    if override.match.sample is not None:
        of.assumptions.count("sample", len(indices))
        taken.update(indices)
    change = change_from(override, place)
    try:
        for index in indices:
            nodes[index] = change.apply(nodes[index], of.shapes, of.release)
    except (UndeclaredAmountError, QuantityError) as error:
        raise place.error(str(error), ("load",)) from error
    return indices


def _selected(
    on: str | list[str] | Match, place: Place, nodes: Sequence[Node], taken: frozenset[int] | set[int] = frozenset()
) -> list[int]:
    """The indices of the selected nodes. Raises InventoryError if there are none."""
    try:
        indices = Selection.of(on).indices(nodes, taken)
    except (SelectorError, PatternError) as error:
        raise place.error(str(error), (_FIELD[type(error)],)) from error
    if not indices and not _may_be_empty(on):
        raise place.error(f"no node matches{_hint(on, nodes)}")
    return indices


def _may_be_empty(on: str | list[str] | Match) -> bool:
    return on == "*" or (isinstance(on, Match) and on.sample in (0, "0%"))


def _hint(on: str | list[str] | Match, nodes: Sequence[Node]) -> str:
    if isinstance(on, Match) and on.group is not None:
        return nearest(_first(on.group), {node.shape.group: 0 for node in nodes})
    name = on.name if isinstance(on, Match) else on
    return nearest(_first(name), [node.name for node in nodes[:5000]], tell_all=False) if name else ""


def _first(names: str | list[str]) -> str:
    return names if isinstance(names, str) else names[0]


def _refuse_duplicates(nodes: Sequence[Node], place: Place) -> None:
    by_name = {node.name: node for node in nodes}
    if len(by_name) == len(nodes):
        return
    first = next(node for node in nodes if by_name[node.name] is not node)
    groups = " and ".join(dict.fromkeys(one.shape.group or "the dump" for one in (first, by_name[first.name])))
    raise place.error(f"node {first.name} is declared twice, by {groups}; change a name", ("nodeGroups",))


def _add_pods(
    entry: ExistingPods, place: Place, cluster: Cluster, pods: DeclaredPods, assumptions: Assumptions
) -> None:
    nodes = [cluster.nodes[index] for index in _selected(entry.on, place.under("on"), cluster.nodes)]
    if entry.replicas is not None and entry.daemon_set is not None:
        raise place.error("a DaemonSet has one pod on each node; remove replicas", ("replicas",))
    found = list(pods.existing(entry, nodes))
    assumptions.count("pod-labels", 0 if entry.labels else len(found))
    cluster.pods += found


def _namespace(name: str, namespace: NamespaceFields) -> dict[str, Any]:
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
