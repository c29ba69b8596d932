"""Metadata that only the server sets, in a manifest: the object can be created or applied only once, or not at all.

Kubernetes: apiserver/pkg/storage/etcd3 (Create), registry/rest/create.go, and the conflict errors of an update.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS576"
EFFECTS = {
    "resourceVersion": "the API server refuses to create such an object; kubectl apply conflicts once it has changed",
    "uid": "kubectl apply conflicts where the object has been created anew, such as in another cluster",
    "managedFields": "kubectl apply --server-side refuses an object with it",
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    """One problem for all fields. Nobody means to create a record of a Pod that ran."""
    metadata = map_of(workload.written, "metadata")
    found = [field for field in EFFECTS if metadata.get(field)]
    if not found or workload.is_record:
        return
    verb = "is" if len(found) == 1 else "are"
    message = f"{', '.join(found)} {verb} set: {EFFECTS[found[0]]}"
    fix = Fix.removing(f"remove {', '.join(found)}", *(("metadata", field) for field in found))
    yield problem(CODE, message, ("metadata", found[0]), "key", fix=fix)
