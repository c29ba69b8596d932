"""A DaemonSet with required anti-affinity to its own pods: one runs in each topology domain, others wait."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.own_pods import HOST_NAME, path_of, selects_own_pods, terms_of
from dslint.traps.support.workload import Workload, problem

CODE = "DS506"
KIND = "podAntiAffinity"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for term in terms_of(workload, KIND, release):
        if term.topology_key != HOST_NAME and selects_own_pods(term, workload):
            key = term.topology_key
            message = f"excludes its own pods: for each value of {key} one pod runs, the others stay pending"
            path = path_of(workload, KIND, term)
            fix = Fix.removing("remove the term", workload.alone(path), safe=False)
            yield problem(CODE, message, path, fix=fix)
