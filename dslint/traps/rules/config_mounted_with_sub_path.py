"""A file of a ConfigMap or a Secret mounted with subPath, which never changes while the pod lives."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import items_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS541"
LOOKS_AT = frozenset({"volumes"})
UPDATED = {"configMap": "ConfigMap", "secret": "Secret", "projected": "projected volume", "downwardAPI": "downward API"}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    kinds = {
        volume.get("name"): told
        for volume in workload.spec.get("volumes") or ()
        for kind, told in UPDATED.items()
        if volume.get(kind)
    }
    for container in workload.containers:
        for mount, path in items_of(container.value, "volumeMounts", container.path):
            key = next((key for key in ("subPath", "subPathExpr") if mount.get(key)), None)
            if container.stays and key and mount.get("name") in kinds:
                message = f"{key} of a {kinds[mount.get('name')]}: the file stays as it is when the pod starts"
                yield problem(CODE, message, (*path, key))
