"""A cordoned node takes only pods that tolerate the cordon.

kube-scheduler: NodeUnschedulable.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.taints import NO_SCHEDULE, Taint
from dslint.placement.filters.contract import NO_EVENTS, PASSES, Check, Refusal
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeUnschedulable"
READS = frozenset({"unschedulable"})
EVENTS = NO_EVENTS
EVENT = "node(s) were unschedulable"
CORDON = Taint("node.kubernetes.io/unschedulable", "", NO_SCHEDULE)
REFUSED = (Refusal("NodeUnschedulable", f"node is cordoned and {CORDON} is not tolerated", EVENT, ("tolerations",)),)


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    if any(toleration.tolerates(CORDON) for toleration in pod.spec.tolerations):
        return None
    return _check


def _check(state: NodeInfo) -> tuple[Refusal, ...]:
    return REFUSED if state.node.shape.unschedulable else PASSES
