"""A volume that no container mounts."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.default_behaviours import INIT_CONTAINERS
from dslint.findings import Bundle, Fix, Problem
from dslint.kubernetes.raw_values import items_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS527"
SEVERAL = "no container mounts the volumes {items}"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    # API servers without init containers drop them, and their mounts with them.
    if not release.has(INIT_CONTAINERS):
        return
    used = {
        mount.get("name")
        for container in workload.containers
        for kind in ("volumeMounts", "volumeDevices")
        for mount in container.value.get(kind) or ()
    }
    for volume, path in items_of(workload.spec, "volumes", workload.spec_path):
        name = volume.get("name") or ""
        if name not in used:
            # Without the volume, the pod starts also where the kubelet cannot mount it.
            fix = Fix.removing(f"remove the volume {name}", path, safe=False)
            unused = problem(CODE, f"no container mounts volume {name}", path, fix=fix)
            yield unused._replace(bundle=Bundle(message=SEVERAL, item=name))
