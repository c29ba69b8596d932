"""A DaemonSet that tolerates every taint and selects no nodes: virtual nodes get a pod too."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.node_selection import ARCHITECTURE_KEYS, OS_KEYS, selects_by_other_keys
from dslint.traps.support.workload import Workload, problem

CODE = "DS515"
_ON_EVERY_NODE = OS_KEYS | ARCHITECTURE_KEYS


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or selects_by_other_keys(workload, _ON_EVERY_NODE):
        return
    for position, toleration in enumerate(workload.tolerations):
        if not toleration.key and not toleration.effect and toleration.operator == "Exists":
            message = (
                "tolerates every taint: also runs on nodes without network, nodes being removed, and virtual nodes"
            )
            yield problem(CODE, message, workload.at("tolerations", position))
