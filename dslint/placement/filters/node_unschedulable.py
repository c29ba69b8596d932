"""A cordoned node takes only pods that tolerate the cordon.

kube-scheduler: NodeUnschedulable.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.taints import NO_SCHEDULE, Taint
from dslint.placement.filters.contract import EVERY_POD, NO_EVENTS, PASSES, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeUnschedulable"
READS = frozenset({"unschedulable"})
READS_OF_POD = EVERY_POD
EVENTS = NO_EVENTS
EVENT = "node(s) were unschedulable"
CORDON = Taint("node.kubernetes.io/unschedulable", "", NO_SCHEDULE)
MESSAGE = f"node is cordoned and {CORDON} is not tolerated"
REJECTED = rejected([reason("NodeUnschedulable", MESSAGE, EVENT, ("tolerations",))])


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    if any(toleration.tolerates(CORDON) for toleration in pod.spec.tolerations):
        return None
    return _check


def _check(state: NodeInfo) -> Verdicts:
    return REJECTED if state.node.shape.unschedulable else PASSES
