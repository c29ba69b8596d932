"""A former scheduling annotation that Kubernetes now ignores."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import AFFINITY_IS_A_FIELD, TOLERATIONS_ARE_FIELDS
from dslint.traps.support.workload import Workload, problem

CODE = "DS543"
FIELDS = {
    "scheduler.alpha.kubernetes.io/affinity": ("affinity", AFFINITY_IS_A_FIELD),
    "scheduler.alpha.kubernetes.io/tolerations": ("tolerations", TOLERATIONS_ARE_FIELDS),
    "scheduler.alpha.kubernetes.io/name": ("schedulerName", TOLERATIONS_ARE_FIELDS),
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for key in map_of(workload.metadata, "annotations"):
        field, since = FIELDS.get(key, ("", None))
        if since is not None and release.has(since) and not _read_behind_gate(field, release):
            message = f"the annotation {key} is ignored; use the field {field}"
            found = problem(CODE, message, (*workload.metadata_path, "annotations", key), "key")
            yield found._replace(fix=_fix(workload, key, field))


def _fix(workload: Workload, key: str, field: str) -> Fix | None:
    from dslint.traps.support.annotation_fixes import fix_of_annotation

    return fix_of_annotation(workload, key, field)


def _read_behind_gate(field: str, release: Release) -> bool:
    return field == "affinity" and release.enabled("AffinityInAnnotations")
