"""A DaemonSet that tolerates every taint and selects no nodes: it comes to virtual ones too."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.node_selection import ARCHITECTURE_KEYS, OS_KEYS, narrowed
from dslint.traps.support.workload import Workload, problem

CODE = "DS515"
LOOKS_AT = frozenset({"tolerations"})
_ON_EVERY_NODE = OS_KEYS | ARCHITECTURE_KEYS


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or narrowed(workload, _ON_EVERY_NODE):
        return
    for position, toleration in enumerate(workload.tolerations):
        if not toleration.key and not toleration.effect and toleration.operator == "Exists":
            message = "tolerates every taint: of nodes without network, of nodes that go, and of virtual nodes"
            yield problem(CODE, message, workload.at("tolerations", position))
