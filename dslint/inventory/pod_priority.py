"""The priority of existing pods that a hand-written file gives by class only, as admission resolves it.

Kubernetes: plugin/pkg/admission/priority, pkg/apis/scheduling/types.go (system classes).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dslint.kubernetes.pods import Pod, PodSpec

SYSTEM_CLASSES = {"system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000}


def resolve_priorities(pods: Iterable[Pod], without: Mapping[int, str], classes: Iterable[Mapping[str, Any]]) -> None:
    """Give each pod whose spec's id is among `without` the priority of the class named there.

    An undeclared class counts as 0, as does none at all where no class is the global default.
    """
    values = {**SYSTEM_CLASSES, "": 0}
    for item in classes:
        value = item.get("value") or 0
        values[(item.get("metadata") or {}).get("name") or ""] = value
        if item.get("globalDefault"):
            values[""] = value
    resolved: dict[int, PodSpec] = {}
    for pod in pods:
        key = id(pod.spec)
        priority = values.get(without.get(key) or "", 0) if key in without else 0
        if priority and key not in resolved:
            resolved[key] = replace(pod.spec, priority=priority)
        if priority:
            pod.spec = resolved[key]
