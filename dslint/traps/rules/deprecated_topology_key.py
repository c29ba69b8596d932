"""A deprecated topology key in pod affinity. The API server warns about these keys in other fields only."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Edit, Fix, Operation, Problem
from dslint.kubernetes.release import Behaviour, Release
from dslint.traps.support.node_selection import topology_keys
from dslint.traps.support.workload import Workload, problem

CODE = "DS552"
TOPOLOGY_LABELS = Behaviour(since="1.17", source="KEP-1659: staging/src/k8s.io/api/core/v1/well_known_labels.go")
REPLACEMENTS = {
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not release.has(TOPOLOGY_LABELS):
        return
    for key, path in topology_keys(workload):
        if key in REPLACEMENTS and "affinity" in path:
            new = REPLACEMENTS[key]
            message = f"{key} is deprecated since 1.17, and nodes may lack it; use {new}"
            fix = Fix(
                f"use {new} instead of {key}", (Edit(Operation.SET, path, new),), since=TOPOLOGY_LABELS.since or ""
            )
            yield problem(CODE, message, path)._replace(fix=fix)
