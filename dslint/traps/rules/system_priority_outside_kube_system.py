"""A system priority class outside kube-system, where old API servers reject such pods."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.admission.pod_behaviours import SYSTEM_CLASSES_IN_KUBE_SYSTEM
from dslint.admission.priority import BUILT_IN
from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS551"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    name = workload.spec.get("priorityClassName")
    if name not in BUILT_IN or not release.enabled("PodPriority") or not release.has(SYSTEM_CLASSES_IN_KUBE_SYSTEM):
        return
    # Without a namespace in the manifest, whoever applies it chooses one.
    if workload.namespace not in ("", "kube-system"):
        message = f"pods with priority class {name} are rejected outside kube-system"
        yield problem(CODE, message, workload.at("priorityClassName"))
