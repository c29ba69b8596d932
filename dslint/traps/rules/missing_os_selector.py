"""A DaemonSet that selects no nodes: in a cluster with Windows nodes, those get a pod too."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import CURRENT_NODE_LABELS
from dslint.traps.support.node_selection import requires_label
from dslint.traps.support.workload import Workload, problem

CODE = "DS530"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or not release.has(CURRENT_NODE_LABELS) or not workload.containers:
        return
    if requires_label(workload) or map_of(workload.spec, "os").get("name") or workload.spec.get("nodeName"):
        return
    yield problem(
        CODE, "selects no operating system: Linux and Windows nodes both get a pod", workload.spec_path, "key"
    )
