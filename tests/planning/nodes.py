"""Nodes and workloads to plan, as small as they can be."""

from __future__ import annotations

from typing import Any

from dslint.plans import State, WorkloadPlan

NO_PRIORITY_CLASSES = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClassList", "items": []}
"""What an inventory has of them: none."""


def node(
    name: str, *taints: dict[str, str], labels: dict[str, str] | None = None, **allocatable: str
) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": {"kubernetes.io/hostname": name, **(labels or {})}},
        "spec": {"taints": list(taints)},
        "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110", **allocatable}},
    }


def taint(key: str, effect: str = "NoSchedule") -> dict[str, str]:
    return {"key": key, "effect": effect}


def daemonset(name: str = "agent", **template_spec: Any) -> dict[str, Any]:
    labels = {"app": name}
    template_spec.setdefault("containers", [{"name": "agent", "image": "agent:1"}])
    return {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": name, "namespace": "default"},
        "spec": {
            "selector": {"matchLabels": labels},
            "template": {"metadata": {"labels": labels}, "spec": template_spec},
        },
    }


def plain_pod(**spec: Any) -> dict[str, Any]:
    spec.setdefault("containers", [{"name": "probe", "image": "probe:1"}])
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "probe", "namespace": "default"}, "spec": spec}


def states(workload: WorkloadPlan) -> dict[str, State]:
    """The state of each node."""
    return {name: group.state for group in workload.placement for name in group.nodes}
