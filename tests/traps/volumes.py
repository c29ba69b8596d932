"""A DaemonSet with one volume and maybe its mount, and where its traps are."""

from __future__ import annotations

from typing import Any

from tests.traps.workloads import fields_of_daemonset

SPEC = "spec.template.spec"
MOUNT = f"{SPEC}.containers[0].volumeMounts[0]"


def fields_with_volume(
    code: str, volume: dict[str, Any], mount: dict[str, Any] | None = None, version: str = "1.36", **more: Any
) -> list[str]:
    changes = {"pod.volumes": [{"name": "v", **volume}], **more}
    if mount is not None:
        changes["container.volumeMounts"] = [{"name": "v", "mountPath": "/v", **mount}]
    return fields_of_daemonset(code, changes, version)
