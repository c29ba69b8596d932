"""A toleration with a value for a taint that Kubernetes sets without a value."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS520"
WITHOUT_VALUE = frozenset(
    f"node.kubernetes.io/{name}"
    for name in (
        "not-ready",
        "unreachable",
        "unschedulable",
        "memory-pressure",
        "disk-pressure",
        "pid-pressure",
        "network-unavailable",
    )
)


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for position, toleration in enumerate(workload.tolerations):
        if toleration.key in WITHOUT_VALUE and toleration.operator == "Equal" and toleration.value:
            message = f"the taint {toleration.key} has no value, so {toleration.value!r} never matches"
            yield problem(CODE, message, workload.at("tolerations", position, "value"))
