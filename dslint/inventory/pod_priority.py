"""The priority of existing pods that a hand-written file gives by class only, as admission resolves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dslint.admission.priority import BUILT_IN, default_class
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import PodSpec


def resolve_priorities(cluster: Cluster, without: Mapping[int, str]) -> None:
    """Give each pod whose spec's id is among `without` the priority of the class named there.

    An undeclared class counts as 0, as does none at all where no class is the global default.
    """
    values = {**BUILT_IN, "": (default_class(cluster) or {}).get("value") or 0}
    for item in cluster.of_kind("PriorityClass"):
        values[(item.get("metadata") or {}).get("name") or ""] = item.get("value") or 0
    resolved: dict[int, PodSpec] = {}
    for pod in cluster.pods:
        key = id(pod.spec)
        priority = values.get(without[key], 0) if key in without else 0
        if priority and key not in resolved:
            resolved[key] = replace(pod.spec, priority=priority)
        if priority:
            pod.spec = resolved[key]
