"""Metadata that only the server sets, in a manifest: the object can be created or applied only once, or not at all.

Kubernetes: apiserver/pkg/storage/etcd3 (Create), registry/rest/create.go, and the conflict errors of an update.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
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
    metadata = map_of(workload.written, "metadata")
    for field, effect in EFFECTS.items():
        if metadata.get(field):
            yield problem(CODE, f"{field} is set: {effect}", ("metadata", field), "key")
