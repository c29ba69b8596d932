"""A DaemonSet whose template names one node: it runs there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS526"
LOOKS_AT = frozenset({"nodeName"})


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    node = workload.spec.get("nodeName")
    if workload.daemonset and node:
        yield problem(CODE, f"nodeName {node} in the template: no other node gets a pod", workload.at("nodeName"))
