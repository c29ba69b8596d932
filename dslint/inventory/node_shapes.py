"""Shapes of nodes: each is one object that all its nodes share. Also the shapes of the nodes in a dump."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Protocol

from dslint.inventory.assumptions import Assumptions
from dslint.inventory.errors import Place
from dslint.inventory.node_images import NodeImages
from dslint.inventory.node_objects import (
    NO_JSON,
    NodeObject,
    allocatable_of,
    conditions_of,
    labels_of,
    node_name,
    taints_on,
    unschedulable,
)
from dslint.kubernetes.cluster import HOSTNAME, Node, Shape
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.release import Release

MANY_VALUES = 32
"""A label with more values than this is one of the node, not of its shape."""

FEW = 3
"""A label with a different value on each of at least so many nodes is one of the node."""

TOPOLOGY = frozenset({"topology.kubernetes.io/zone", "topology.kubernetes.io/region"})


class Shapes:
    """The shapes so far, each once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Shape] = {}
        # The objects are kept beside their ids, so that no id is used again.
        self._changed: dict[tuple[int, int], tuple[Shape, object, Shape]] = {}

    def of(self, shape: Shape) -> Shape:
        """The one Shape with this content, wherever it was declared."""
        return self._known.setdefault(_content(shape), shape)

    def changed(self, shape: Shape, change: object, changed: Callable[[], Shape]) -> Shape:
        """The shape after a change; `changed` is called once for each shape."""
        key = (id(shape), id(change))
        known = self._changed.get(key)
        if known is None:
            known = self._changed[key] = (shape, change, self.of(changed()))
        return known[2]


class PlacedNode(Protocol):
    """A node and its place in a file."""

    @property
    def node(self) -> NodeObject: ...
    @property
    def place(self) -> Place: ...


def nodes_of(placed: Sequence[PlacedNode], release: Release, shapes: Shapes, assumptions: Assumptions) -> list[Node]:
    """In the order given, with indices from 0. Raises InventoryError."""
    own = own_label_keys(labels_of(item.node) for item in placed)
    nodes = [_node(index, item, own, release, shapes) for index, item in enumerate(placed)]
    for item, node in zip(placed, nodes, strict=True):
        _count_assumed(item.node, node.shape, assumptions)
    return nodes


def own_label_keys(labels: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """The keys of labels that belong to a node or to a few nodes: the hostname, instance IDs, racks."""
    values: dict[str, set[str]] = {}
    holders: Counter[str] = Counter()
    own = {HOSTNAME}
    for one in labels:
        for key in one.keys() - own:
            found = values.setdefault(key, set())
            found.add(one[key])
            holders[key] += 1
            if len(found) > MANY_VALUES:
                own.add(key)
    own.update(key for key, found in values.items() if len(found) == holders[key] >= FEW and key not in TOPOLOGY)
    return frozenset(own)


def _node(index: int, item: PlacedNode, own: frozenset[str], release: Release, shapes: Shapes) -> Node:
    node = item.node
    labels = labels_of(node)
    shape = Shape(
        labels={key: value for key, value in labels.items() if key not in own},
        taints=taints_on(node, release),
        unschedulable=unschedulable(node),
        allocatable=_allocatable(item) or {},
        ready=conditions_of(node).get("Ready", "True"),
        resources_known=bool(node.status and (node.status.allocatable or node.status.capacity)),
        declared_features=frozenset((node.status and node.status.declared_features) or ()),
    )
    own_labels = {key: labels[key] for key in own & labels.keys()}
    return Node(index, node_name(node), shapes.of(shape), own_labels, _images(item))


def _count_assumed(node: NodeObject, shape: Shape, assumptions: Assumptions) -> None:
    if "Ready" not in conditions_of(node):
        assumptions.count("ready")
    if not shape.resources_known:
        assumptions.count("resources")
    elif node.status and node.status.allocatable is None:
        assumptions.count("capacity")
    if len(shape.taints) > len((node.spec and node.spec.taints) or ()):
        assumptions.count("taints")


def _allocatable(item: PlacedNode) -> dict[str, int] | None:
    try:
        return allocatable_of(item.node)
    except QuantityError as error:
        raise item.place.error(str(error), ("status", "allocatable")) from error


def _images(item: PlacedNode) -> NodeImages | None:
    status = item.node.status
    if status is None or status.images == NO_JSON:
        return None
    return NodeImages(bytes(status.images), item.place.under("status", "images"))


def _content(shape: Shape) -> Hashable:
    return (
        frozenset(shape.labels.items()),
        shape.taints,
        shape.unschedulable,
        frozenset(shape.allocatable.items()),
        frozenset(shape.load.items()),
        shape.ready,
        shape.group,
        shape.virtual,
        shape.resources_known,
        shape.declared_features,
        frozenset(shape.images.items()),
        frozenset(shape.timing.items()),
    )
