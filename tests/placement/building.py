"""Small clusters and pods for the tests of placement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.inventory.cluster import Cluster, Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity import base_units
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint
from dslint.placement.daemonset import DaemonSet
from dslint.placement.world import World

RELEASE = Release.of("1.36")
ROOM = {"cpu": "4", "memory": "8Gi", "pods": "110"}


def node(
    name: str = "n1",
    labels: Mapping[str, str] | None = None,
    taints: tuple[str, ...] = (),
    allocatable: Mapping[str, str] | None = None,
    **shape: Any,
) -> Node:
    return Node(
        index=0,
        name=name,
        shape=Shape(
            labels=labels or {},
            taints=tuple(Taint.parse(text) for text in taints),
            allocatable={key: base_units(key, text) for key, text in (ROOM | dict(allocatable or {})).items()},
            **shape,
        ),
        own_labels={"kubernetes.io/hostname": name},
    )


def world(
    *nodes: Node, pods: tuple[Pod, ...] = (), release: Release = RELEASE, **objects: list[dict[str, Any]]
) -> World:
    numbered = [Node(index, each.name, each.shape, each.own_labels) for index, each in enumerate(nodes)]
    return World(Cluster("test", numbered, pods=list(pods), objects=objects), release)


def pod(name: str = "p", *, node: str = "", labels: Mapping[str, str] | None = None, **spec: Any) -> Pod:
    manifest = {
        "metadata": {"name": name, "namespace": spec.pop("namespace", "default"), "labels": dict(labels or {})},
        "spec": {"containers": [{"name": "c", **spec.pop("container", {})}], **spec, "nodeName": node},
    }
    return Pod.of(manifest, spec.pop("release", RELEASE))


def requesting(**requests: str) -> dict[str, Any]:
    """A container with these requests."""
    return {"resources": {"requests": requests}}


def daemonset(name: str = "agent", release: Release = RELEASE, **spec: Any) -> DaemonSet:
    template = {
        "metadata": {"labels": {"app": name}},
        "spec": {"containers": [{"name": "c", **spec.pop("container", {})}], **spec},
    }
    manifest = {
        "metadata": {"name": name, "namespace": "default"},
        "spec": {"selector": {"matchLabels": {"app": name}}, "template": template},
    }
    return DaemonSet.of(manifest, release)
