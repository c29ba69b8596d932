"""A Cluster: nodes with their shapes, the pods on them, and the other objects that decide where pods go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint

HOSTNAME = "kubernetes.io/hostname"
EVERY_NAMESPACE = "*"

FilePlaceOf = Callable[[tuple[str | int, ...]], tuple[str, int] | None]
"""The file and the line of a path in an object, if it has a text."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What nodes have in common. Nodes of one shape share one Shape object, which is compared and hashed by identity.

    `allocatable` and `load` are in base units (cpu in millicores, others whole); `load` is what pods that are not
    declared use ("pods" is their number). `ready` is the status of the Ready condition, `pressure` has the other
    conditions under which a kubelet refuses pods. `virtual` names what acts as the kubelet on a node that is not a
    machine (fargate, virtual-kubelet). `resources_known` is False if neither allocatable nor capacity is declared;
    `unknown_resources` are those that a real node has and this one leaves out. `kubelet` is the minor version of the
    kubelets, "" where it is not known; `kubeadm` says that kubeadm has made the nodes. `conditions` are those of
    OutOfDisk and NetworkUnavailable that hold in releases where no taints say so.
    """

    labels: Mapping[str, str]
    taints: tuple[Taint, ...]
    unschedulable: bool = False
    allocatable: Mapping[str, int] = field(default_factory=dict)
    load: Mapping[str, int] = field(default_factory=dict)
    ready: str = "True"
    pressure: tuple[str, ...] = ()
    group: str = ""
    virtual: str = ""
    resources_known: bool = True
    unknown_resources: frozenset[str] = frozenset()
    declared_features: frozenset[str] = frozenset()
    images: Mapping[str, int] = field(default_factory=dict)
    timing: Mapping[str, float] = field(default_factory=dict)
    kubelet: str = ""
    kubeadm: bool = False
    conditions: tuple[str, ...] = ()
    source: tuple[str, int] | None = None

    def kubelet_release(self, release: Release) -> Release:
        """The release of the kubelets, with the gates of the cluster; the control plane's where it is not known."""
        if not self.kubelet or self.kubelet == str(release):
            return release
        return Release.of(self.kubelet, release.given)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A node. `own_labels` are the labels that differ from those of other nodes of its shape, such as the hostname.

    `own_images` are its images if the nodes of the shape differ in them, otherwise None; use `images`.
    """

    index: int
    name: str
    shape: Shape
    own_labels: Mapping[str, str]
    own_images: Mapping[str, int] | None = None

    def label(self, key: str) -> str | None:
        value = self.own_labels.get(key)
        return value if value is not None else self.shape.labels.get(key)

    @property
    def labels(self) -> dict[str, str]:
        """All labels, in a new dict."""
        return {**self.shape.labels, **self.own_labels}

    @property
    def images(self) -> Mapping[str, int]:
        """The images on the node: name to size in bytes."""
        return self.shape.images if self.own_images is None else self.own_images


@dataclass(slots=True)
class Cluster:
    """The cluster that an inventory describes. Nodes are in the order of the inventory; names are unique.

    `objects` are all other objects, by kind, as plain values after defaulting: Namespace, PriorityClass,
    PodDisruptionBudget, StorageClass, CSINode, PersistentVolume, PersistentVolumeClaim, RuntimeClass, LimitRange,
    ResourceQuota, ServiceAccount, ResourceClaim, ResourceClaimTemplate, ResourceSlice, DeviceClass, DaemonSet,
    ControllerRevision, ValidatingAdmissionPolicy and its binding with what the policies take as parameters, webhooks.
    `places` finds the lines of policies and bindings in their files, by kind, namespace and name. `complete` are the
    kinds, each with a namespace, of which the cluster has nothing but these objects; the namespace is "" for
    cluster-scoped kinds. `rejected` has a sentence on each object that is declared,
    but that the API server does not accept; `refused` are these objects. `static_folders` maps a node's name to its
    manifest folders.
    `platforms` are those that images are built for (`linux/amd64`), by name or pattern of the image. `assumed` says
    what was assumed because it is not declared, a sentence each. `pods_known` is False if the inventory declares
    neither pods nor load.
    """

    name: str
    nodes: list[Node]
    pods: list[Pod] = field(default_factory=list)
    objects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    static_folders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kubernetes_version: str | None = None
    timing: Mapping[str, Any] = field(default_factory=dict)
    platforms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pods_known: bool = False
    complete: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[tuple[str, str, str]] = frozenset()
    rejected: list[str] = field(default_factory=list)
    places: Mapping[tuple[str, str, str], FilePlaceOf] = field(default_factory=dict)

    def shapes(self) -> Iterator[tuple[Shape, list[Node]]]:
        """Each shape with its nodes, in the order of first appearance."""
        groups: dict[Shape, list[Node]] = {}
        for node in self.nodes:
            groups.setdefault(node.shape, []).append(node)
        yield from groups.items()

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return self.objects.get(kind, [])

    def has(self, kind: str, name: str, namespace: str = "") -> bool:
        """Whether an object is declared; `namespace` is "" for cluster-scoped kinds."""
        return any(
            metadata.get("name") == name and (not namespace or (metadata.get("namespace") or "default") == namespace)
            for metadata in (item["metadata"] for item in self.of_kind(kind))
        )

    def is_complete(self, kind: str, namespace: str = "") -> bool:
        """Whether all objects of a kind are declared, of a namespaced kind those of the namespace."""
        return not self.complete.isdisjoint({(kind, namespace), (kind, EVERY_NAMESPACE)})

    def unknown(self, kind: str, name: str, namespace: str = "") -> bool:
        """Whether nothing says that the cluster has an object, or that it has not: it may well be there."""
        if self.is_complete(kind, namespace) or (kind, namespace, name) in self.refused:
            return False
        return not self.has(kind, name, namespace)
