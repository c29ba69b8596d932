"""Init containers in an annotation, as before they were a field: they never run."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
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
            found = problem(CODE, message, (*workload.metadata_path, "annotations", key), "key")
            yield found._replace(fix=_fix(workload, key))


def _fix(workload: Workload, key: str) -> Fix | None:
    """Where both annotations are there, Kubernetes read the newer one."""
    from dslint.kubernetes.annotation_fixes import removed
    from dslint.traps.support.annotation_fixes import fix_of_annotation

    newest = ANNOTATIONS[-1]
    if key != newest and newest in map_of(workload.metadata, "annotations"):
        return removed(workload.metadata_path, key, f"which has no effect beside {newest}")
    return fix_of_annotation(workload, key, "initContainers")
