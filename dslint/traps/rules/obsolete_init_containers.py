"""Init containers in an annotation, as before they were a field: they never run."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import INIT_CONTAINERS_ARE_A_FIELD
from dslint.traps.support.workload import Workload, problem

CODE = "DS574"
ANNOTATIONS = ("pod.alpha.kubernetes.io/init-containers", "pod.beta.kubernetes.io/init-containers")


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not release.has(INIT_CONTAINERS_ARE_A_FIELD):
        return
    for key in ANNOTATIONS:
        if key in map_of(workload.metadata, "annotations"):
            message = f"the annotation {key} is ignored: these containers never run"
            yield problem(CODE, message, (*workload.metadata_path, "annotations", key), "key")
