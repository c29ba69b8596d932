"""The host name or subdomain of a pod in an annotation, as before they were fields."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import HOST_NAME_ANNOTATIONS_REMOVED, HOST_NAME_FIELDS
from dslint.traps.support.workload import Workload, problem

CODE = "DS320"
FIELDS = {"pod.beta.kubernetes.io/hostname": "hostname", "pod.beta.kubernetes.io/subdomain": "subdomain"}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not release.has(HOST_NAME_ANNOTATIONS_REMOVED):
        return
    for key, field in FIELDS.items():
        if key in map_of(workload.metadata, "annotations"):
            message = f"the annotation {key} is ignored; use the field {field}"
            found = problem(CODE, message, (*workload.metadata_path, "annotations", key), "key")
            yield found._replace(fix=_fix(workload, key, field))


def _fix(workload: Workload, key: str, field: str) -> Fix | None:
    from dslint.traps.support.annotation_fixes import fix_of_annotation

    return fix_of_annotation(workload, key, field, since=HOST_NAME_FIELDS)
