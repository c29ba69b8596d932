"""A v1 Node as `kubectl get nodes -o json` prints it: what of it decides where pods go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from dslint.inventory.condition_taints import CONDITIONS, completed, taints_of
from dslint.kubernetes.quantity import base_units
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint

Amounts = dict[str, str | int | float]
Labels = dict[str, str | None]
NO_JSON = msgspec.Raw(b"null")


class Metadata(msgspec.Struct):
    name: str | None = None
    labels: Labels | None = None


class TaintObject(msgspec.Struct):
    key: str | None = None
    value: str | None = None
    effect: str | None = None


class NodeSpec(msgspec.Struct):
    taints: list[TaintObject] | None = None
    unschedulable: bool | None = None


class Condition(msgspec.Struct):
    type: str | None = None
    status: str | None = None


class NodeInfo(msgspec.Struct, rename="camel"):
    kubelet_version: str | None = None


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


def node_name(node: NodeObject) -> str:
    return (node.metadata and node.metadata.name) or ""


def labels_of(node: NodeObject) -> dict[str, str]:
    return texts((node.metadata and node.metadata.labels) or {})


def texts(labels: Mapping[str, str | None]) -> dict[str, str]:
    """Labels as Kubernetes' decoder reads them: a null is the empty text."""
    return {key: value or "" for key, value in labels.items()}


def unschedulable(node: NodeObject) -> bool:
    return bool(node.spec and node.spec.unschedulable)


def conditions_of(node: NodeObject) -> dict[str, str]:
    """The conditions that the control plane makes taints of: type to status."""
    conditions = (node.status and node.status.conditions) or ()
    return {item.type: item.status or "" for item in conditions if item.type in CONDITIONS}


def taints_on(node: NodeObject, release: Release) -> tuple[Taint, ...]:
    """The node's own taints, then those that the control plane adds where the dump does not show them."""
    declared = [
        Taint(item.key or "", item.value or "", item.effect or "") for item in (node.spec and node.spec.taints) or ()
    ]
    return completed(declared, taints_of(conditions_of(node), release, unschedulable=unschedulable(node)))


def allocatable_of(node: NodeObject) -> dict[str, int] | None:
    """In base units; the capacity where nothing is said of allocatable, None where neither is declared.

    Kubernetes: SetDefaults_NodeStatus. Raises QuantityError.
    """
    if node.status is None:
        return None
    declared = node.status.allocatable if node.status.allocatable is not None else node.status.capacity
    return None if declared is None else amounts(declared)


def amounts(declared: Mapping[str, str | int | float]) -> dict[str, int]:
    """Quantities by resource, in base units. Raises QuantityError."""
    return {resource: units(resource, amount) for resource, amount in declared.items()}


@lru_cache(maxsize=65536)
def units(resource: str, amount: str | int | float) -> int:
    """In base units. Raises QuantityError."""
    return base_units(resource, amount)
