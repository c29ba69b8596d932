"""Tolerations in short, and where the traps of a DaemonSet with them are."""

from __future__ import annotations

from typing import Any

from tests.traps.workloads import fields_of_daemonset

FIELD = "spec.template.spec.tolerations"
NOT_READY = "node.kubernetes.io/not-ready"
MASTER, CONTROL_PLANE = "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"


def exists(key: str | None = None, effect: str | None = None, seconds: int | None = None) -> dict[str, Any]:
    item = {"operator": "Exists", "key": key, "effect": effect, "tolerationSeconds": seconds}
    return {name: value for name, value in item.items() if value is not None}


def fields_with_tolerations(
    code: str, tolerations: list[dict[str, Any]], version: str = "1.36", **more: Any
) -> list[str]:
    return fields_of_daemonset(code, {"pod.tolerations": tolerations, **more}, version)
