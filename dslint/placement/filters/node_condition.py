"""A node must be ready, not out of disk and on the network: a check of its own until taints stand for conditions.

kube-scheduler up to 1.11: CheckNodeCondition (plugin/pkg/scheduler/algorithm/predicates/predicates.go).
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.cluster import Shape
from dslint.kubernetes.pods import Pod
from dslint.placement.filters.contract import EVERY_POD, NO_EVENTS, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Reason

NAME = "CheckNodeCondition"
READS = frozenset({"conditions"})
READS_OF_POD = EVERY_POD
EVENTS = NO_EVENTS
SAID = {
    "OutOfDisk": ("node is out of disk", "node(s) were out of disk space"),
    "NetworkUnavailable": ("node has no network", "node(s) had unavailable network"),
}


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check:  # noqa: ARG001
    return _check


def _check(state: NodeInfo) -> Verdicts:
    return rejected(_failures(state.node.shape))


def _failures(shape: Shape) -> Iterator[Reason]:
    if shape.ready != "True":
        yield reason("NodeNotReady", "node is not ready", "node(s) were not ready", ())
    for condition in shape.conditions:
        message, event = SAID[condition]
        yield reason(f"Node{condition}", message, event, ())
