"""A DaemonSet whose pods want to be where one of them is: the first decides, and nodes elsewhere get none."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.own_pods import path_of, selects_own, terms_of
from dslint.traps.support.workload import Workload, problem

CODE = "DS507"
LOOKS_AT = frozenset({"affinity.podAffinity"})
KIND = "podAffinity"
REGIONS = frozenset({"topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"})
"""A cluster is in one region, as a rule."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for term in terms_of(workload, KIND, release):
        if term.topology_key not in REGIONS and selects_own(term, workload):
            key = term.topology_key
            message = (
                f"asks for one of its own pods in the same {key}: once the first runs, nodes of any other get none"
            )
            yield problem(CODE, message, path_of(workload, KIND, term))
