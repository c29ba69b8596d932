"""DaemonSets and other objects with so many of one thing: each function of a table takes the number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Value = dict[str, Any]
Item = Callable[[int], Any]
Manifest = Callable[[int], Any]
"""Gives an object or a list of objects as values, or a text."""

Table = Mapping[str, tuple[int, Manifest]]
"""The smallest number and the manifest, by name."""

LABELS = {"app": "agent"}


def container(name: Any = "agent", **fields: Any) -> Value:
    return {"name": name, "image": "example.com/agent:1", **fields}


def pod_spec(*containers: Value, **fields: Any) -> Value:
    return {"containers": list(containers) or [container()], **fields}


def daemonset(spec: Any = None, name: Any = "agent", **metadata: Any) -> Value:
    template = {"metadata": {"labels": LABELS}, "spec": spec or pod_spec()}
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": name, **metadata},
        "spec": {"selector": {"matchLabels": LABELS}, "template": template},
    }


def times(number: int, item: Item) -> list[Any]:
    return [item(index) for index in range(number)]


def in_metadata(field: str, item: Item) -> Manifest:
    return lambda number: daemonset(**{field: times(number, item)})


def labels(field: str, key: Callable[[int], str], value: str | int = "x") -> Manifest:
    """So many labels or annotations."""
    return lambda number: daemonset(**{field: {key(index): value for index in range(number)}})


def in_pod(field: str, item: Item) -> Manifest:
    """So many items in a list of the pod."""
    return lambda number: daemonset(pod_spec(**{field: times(number, item)}))


def in_container(field: str, item: Item) -> Manifest:
    """So many items in a list of the container."""
    return lambda number: daemonset(pod_spec(container(**{field: times(number, item)})))


def containers(item: Item) -> Manifest:
    """So many containers."""
    return lambda number: daemonset(pod_spec(*times(number, item)))


def volumes(item: Item) -> Manifest:
    """So many volumes, each with a name of its own."""
    return in_pod("volumes", lambda index: {"name": f"v{index}", **item(index)})


def pod(fields: Callable[[int], Value]) -> Manifest:
    """A pod with these fields."""
    return lambda number: daemonset(pod_spec(**fields(number)))


def of_container(fields: Callable[[int], Value]) -> Manifest:
    """A container with these fields."""
    return lambda number: daemonset(pod_spec(container(**fields(number))))


def objects(item: Item) -> Manifest:
    """So many objects."""
    return lambda number: times(number, item)
