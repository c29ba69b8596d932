"""A priority that differs from the value of the pod's priority class: admission rejects such pods."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.priority import BUILT_IN
from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS550"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    priority, name = workload.spec.get("priority"), workload.spec.get("priorityClassName") or ""
    if priority is None or not release.enabled("PodPriority") or (name and name not in BUILT_IN):
        return
    computed = BUILT_IN.get(name, 0)
    if priority != computed:
        message = (
            f"priority {priority} differs from {computed}, that of {name or 'pods without a class'}: pods are rejected"
        )
        yield problem(CODE, message, workload.at("priority"))
