"""A priority class that cannot exist: the prefix system- is reserved for the two built-in classes."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.priority import BUILT_IN
from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.kubernetes.suggestions import only_near
from dslint.traps.support.workload import Workload, problem

CODE = "DS549"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    name = workload.spec.get("priorityClassName") or ""
    if release.enabled("PodPriority") and name.startswith("system-") and name not in BUILT_IN:
        message = f"PriorityClass {name} cannot exist: the prefix system- is reserved for {' and '.join(BUILT_IN)}"
        meant, path = only_near(name, BUILT_IN), workload.at("priorityClassName")
        yield problem(CODE, message, path, fix=Fix.setting(f"write {meant}", path, meant) if meant else None)
