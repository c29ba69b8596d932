"""A v1 Node as `kubectl get nodes -o json` prints it: the part that decides where pods go, and its Shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypedDict

import msgspec

from dslint.inventory.amounts import Amounts, amounts
from dslint.inventory.assumptions import Assumptions
from dslint.inventory.condition_taints import (
    CONDITIONS,
    completed,
    has_value_of_no_label,
    pressure_of,
    taints_of,
    untainted_of,
)
from dslint.inventory.errors import Place
from dslint.inventory.node_annotations import Annotations
from dslint.inventory.node_groups import DEFAULT_LABELS, MIRRORED
from dslint.inventory.node_images import NodeImages
from dslint.inventory.node_shapes import Shapes, virtual_kubelet
from dslint.inventory.own_labels import own_label_keys
from dslint.inventory.selected_nodes import ARCH, OS
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.release import Behaviour, Release, UnknownVersionError, parse_version, show
from dslint.kubernetes.taints import Taint
from dslint.progress import watched

Labels = dict[str, str | None]
NO_JSON = msgspec.Raw(b"null")

PLATFORM_LABELS_SET = Behaviour(since="1.14", source="CHANGELOG-1.14.md: kubernetes.io/os and arch (KEP-793)")
"""Kubelets label their node with kubernetes.io/os and arch; before, only with beta.kubernetes.io/os and arch."""


class Metadata(msgspec.Struct):
    name: str | None = None
    labels: Labels | None = None
    annotations: Annotations | None = None


class TaintObject(TypedDict, total=False):
    key: str | None
    value: str | None
    effect: str | None


class NodeSpec(msgspec.Struct):
    taints: list[TaintObject] | None = None
    unschedulable: bool | None = None


class Condition(msgspec.Struct):
    type: str | None = None
    status: str | None = None


class NodeInfo(msgspec.Struct, rename="camel"):
    kubelet_version: str | None = None
    architecture: str | None = None
    operating_system: str | None = None


class NodeStatus(msgspec.Struct, rename="camel"):
    allocatable: Amounts | None = None
    capacity: Amounts | None = None
    conditions: list[Condition] | None = None
    declared_features: list[str] | None = None
    images: msgspec.Raw = NO_JSON
    node_info: NodeInfo | None = None


class NodeObject(msgspec.Struct):
    """The part of a Node that is read; the rest is skipped. A null means an absent field."""

    metadata: Metadata | None = None
    spec: NodeSpec | None = None
    status: NodeStatus | None = None


NODE = msgspec.json.Decoder(NodeObject)


def node_name(node: NodeObject) -> str:
    return (node.metadata and node.metadata.name) or ""


def labels_of(node: NodeObject) -> dict[str, str]:
    return texts((node.metadata and node.metadata.labels) or {})


def texts(labels: Mapping[str, str | None]) -> dict[str, str]:
    """Labels as Kubernetes' decoder reads them: a null is an empty string."""
    return {key: value or "" for key, value in labels.items()}


def completed_labels(node: NodeObject, release: Release) -> dict[str, str]:
    """The labels, and those of the platform where the Node lacks them: every kubelet sets them.

    Kubernetes: pkg/kubelet/kubelet_node_status.go (initialNode).
    """
    labels = labels_of(node)
    if release.has(PLATFORM_LABELS_SET):
        for key in DEFAULT_LABELS:
            if key not in labels:
                labels[key] = told_value(node, key) or DEFAULT_LABELS[key]
    return labels


def told_value(node: NodeObject, key: str) -> str:
    """What the Node tells of its operating system or architecture elsewhere than in the label, or ""."""
    info = node.status and node.status.node_info
    told = info and {OS: info.operating_system, ARCH: info.architecture}[key]
    return told or labels_of(node).get(MIRRORED[key], "")


def kubelet_of(node: NodeObject) -> str:
    """The minor version of the node's kubelet; "" if it is not there or not known."""
    info = node.status and node.status.node_info
    try:
        return show(parse_version((info and info.kubelet_version) or ""))
    except UnknownVersionError:
        return ""


def unschedulable(node: NodeObject) -> bool:
    return bool(node.spec and node.spec.unschedulable)


def conditions_of(node: NodeObject) -> dict[str, str]:
    """The status by type, for the conditions that the control plane adds taints for."""
    conditions = (node.status and node.status.conditions) or ()
    return {item.type: item.status or "" for item in conditions if item.type in CONDITIONS}


def taints_on(node: NodeObject, release: Release) -> tuple[Taint, ...]:
    """The node's own taints, then those that the control plane adds but the dump does not show."""
    annotations = node.metadata and node.metadata.annotations
    annotated = annotations.taints_in(release) if annotations else ()
    declared = map(Taint.of, (node.spec and node.spec.taints) or annotated)
    return completed(declared, taints_of(conditions_of(node), release, unschedulable=unschedulable(node)))


def allocatable_of(node: NodeObject) -> dict[str, int] | None:
    """In base units; the capacity if allocatable is not declared, None if neither is declared.

    Kubernetes: SetDefaults_NodeStatus. Raises QuantityError.
    """
    if node.status is None:
        return None
    declared = node.status.allocatable if node.status.allocatable is not None else node.status.capacity
    return None if declared is None else amounts(declared)


class NodeDocument(NamedTuple):
    """A node and its place in a file."""

    node: NodeObject
    place: Place


def nodes_of(placed: Sequence[NodeDocument], release: Release, shapes: Shapes, assumptions: Assumptions) -> list[Node]:
    """The nodes in the given order, with indices from 0. Raises InventoryError."""
    labels = [completed_labels(item.node, release) for item in placed]
    own = own_label_keys(labels)
    items = watched.get()(placed, "reading nodes")
    nodes = [_node(index, item, labels[index], own, release, shapes) for index, item in enumerate(items)]
    for index, (item, node) in enumerate(zip(placed, nodes, strict=True)):
        _count_assumed(item.node, node.shape, assumptions)
        _count_labels(item.node, labels[index], assumptions)
        assumptions.count("taint-values", int(has_value_of_no_label(node.shape.taints, release)))
    return nodes


def _node(
    index: int, item: NodeDocument, labels: dict[str, str], own: frozenset[str], release: Release, shapes: Shapes
) -> Node:
    node = item.node
    taints, conditions = taints_on(node, release), conditions_of(node)
    shape = Shape(
        labels={key: value for key, value in labels.items() if key not in own},
        taints=taints,
        unschedulable=unschedulable(node),
        allocatable=_allocatable(item) or {},
        ready=conditions.get("Ready", "True"),
        pressure=pressure_of(conditions),
        conditions=untainted_of(conditions, release),
        virtual=virtual_kubelet(labels, taints),
        resources_known=bool(node.status and (node.status.allocatable or node.status.capacity)),
        declared_features=frozenset((node.status and node.status.declared_features) or ()),
        kubelet=kubelet_of(node),
        kubeadm=bool(node.metadata and node.metadata.annotations and node.metadata.annotations.made_by_kubeadm),
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


def _count_labels(node: NodeObject, labels: Mapping[str, str], assumptions: Assumptions) -> None:
    assumed = labels.keys() - labels_of(node).keys()
    told = {key for key in assumed if told_value(node, key)}
    assumptions.count("platform", int(bool(told)))
    for key in assumed - told:
        assumptions.count(key)


def _allocatable(item: NodeDocument) -> dict[str, int] | None:
    try:
        return allocatable_of(item.node)
    except QuantityError as error:
        raise item.place.error(str(error), ("status", "allocatable")) from error


def _images(item: NodeDocument) -> NodeImages | None:
    status = item.node.status
    if status is None or status.images == NO_JSON:
        return None
    return NodeImages(bytes(status.images), item.place.under("status", "images"))
