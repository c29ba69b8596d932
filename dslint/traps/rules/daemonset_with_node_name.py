"""A DaemonSet whose template sets nodeName: it runs on that node only."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS526"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    node = workload.spec.get("nodeName")
    if workload.daemonset and node:
        yield problem(CODE, f"the template sets nodeName: only {node} gets a pod", workload.at("nodeName"))
