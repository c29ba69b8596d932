"""Small clusters of objects that admission reads, and pods to admit."""

from __future__ import annotations

from typing import Any

from dslint.inventory.declared_kinds import everywhere
from dslint.inventory.other_objects import GROUPS
from dslint.kubernetes.cluster import Cluster

EVERYTHING = frozenset(map(everywhere, GROUPS))
"""All kinds are complete: what is not declared is not there."""

FORBIDDEN = 'pods "agent-" is forbidden: '


def cluster(*objects: dict[str, Any]) -> Cluster:
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for item in objects:
        by_kind.setdefault(item["kind"], []).append(item)
    return Cluster("test", [], objects=by_kind, complete=EVERYTHING)


def named(kind: str, name: str, namespace: str | None = None, **fields: Any) -> dict[str, Any]:
    metadata = {"name": name} if namespace is None else {"name": name, "namespace": namespace}
    return {"kind": kind, "metadata": metadata, **fields}


def pod(namespace: str = "default", **spec: Any) -> dict[str, Any]:
    spec.setdefault("containers", [{"name": "agent", "image": "agent:1"}])
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"generateName": "agent-", "namespace": namespace},
        "spec": spec,
    }


def container(name: str = "agent", requests: dict[str, str] | None = None, **limits: str) -> dict[str, Any]:
    resources = {part: amounts for part, amounts in (("requests", requests), ("limits", limits)) if amounts}
    return {"name": name, "image": "agent:1", "resources": resources}
