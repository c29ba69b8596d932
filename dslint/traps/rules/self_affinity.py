"""A DaemonSet with required pod affinity to its own pods: all run in the topology domain of the first one."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.own_pods import path_of, selects_own_pods, terms_of
from dslint.traps.support.workload import Workload, problem

CODE = "DS507"
KIND = "podAffinity"
REGIONS = frozenset({"topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"})
"""Most clusters are in one region, so affinity within a region is harmless."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for term in terms_of(workload, KIND, release):
        if term.topology_key not in REGIONS and selects_own_pods(term, workload):
            key = term.topology_key
            message = f"requires one of its own pods in the same {key}: all pods must run where the first one does"
            yield problem(CODE, message, path_of(workload, KIND, term))
