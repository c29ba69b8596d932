"""A priority class that cannot exist: names that begin with system- are Kubernetes' own, and there are two."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.priority import BUILT_IN
from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS549"
LOOKS_AT = frozenset({"priorityClassName"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    name = workload.spec.get("priorityClassName") or ""
    if release.enabled("PodPriority") and name.startswith("system-") and name not in BUILT_IN:
        told = " and ".join(BUILT_IN)
        message = f"there is no PriorityClass {name} and cannot be: of Kubernetes' own there are {told}"
        yield problem(CODE, message, workload.at("priorityClassName"))
