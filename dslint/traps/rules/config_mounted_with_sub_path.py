"""A file of a ConfigMap or Secret mounted with subPath: it is never updated while the pod runs."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import items_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS541"
UPDATED = {"configMap": "ConfigMap", "secret": "Secret", "projected": "projected volume", "downwardAPI": "downward API"}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    kinds = {
        volume.get("name"): source
        for volume in workload.spec.get("volumes") or ()
        for kind, source in UPDATED.items()
        if volume.get(kind)
    }
    for container in workload.containers:
        for mount, path in items_of(container.value, "volumeMounts", container.path):
            key = next((key for key in ("subPath", "subPathExpr") if mount.get(key)), None)
            if container.long_running and key and mount.get("name") in kinds:
                message = f"{key} of a {kinds[mount.get('name')]}: the file is not updated while the pod runs"
                yield problem(CODE, message, (*path, key))
