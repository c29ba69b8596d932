"""An emptyDir medium that kubelets do not know: the pod stays in ContainerCreating.

Kubernetes: pkg/volume/emptydir/empty_dir.go (SetUpAt). The API server takes any text.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import items_of, map_of
from dslint.kubernetes.release import Release
from dslint.kubernetes.suggestions import nearest
from dslint.traps.support.workload import Workload, problem

CODE = "DS570"
MEMORY, HUGE_PAGES = "Memory", "HugePages"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for volume, path in items_of(workload.spec, "volumes", workload.spec_path):
        medium = map_of(volume, "emptyDir").get("medium") or ""
        if medium in ("", MEMORY, HUGE_PAGES) or medium.startswith(f"{HUGE_PAGES}-"):
            continue
        message = f"kubelets do not know the medium {medium!r}: they cannot mount the volume, so the pod never starts"
        meant = nearest(medium, (MEMORY, HUGE_PAGES))
        help_ = f"write {meant}" if meant else None
        here = (*path, "emptyDir", "medium")
        yield problem(CODE, message, here, help=help_, fix=Fix.setting(help_, here, meant) if help_ else None)
