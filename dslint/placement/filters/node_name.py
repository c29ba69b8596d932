"""A pod with nodeName fits only that node.

kube-scheduler: NodeName.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours
from dslint.placement.filters.contract import NO_EVENTS, PASSES, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeName"
READS = frozenset({"name"})
READS_OF_POD = frozenset({"nodeName"})
EVENTS = NO_EVENTS
EVENT = "node(s) didn't match the requested node name"
EVENT_BEFORE = "node(s) didn't match the requested hostname"


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    wanted = pod.spec.node_name
    if not wanted:
        return None
    event = EVENT if snapshot.release.has(behaviours.NODE_NAME_TEXT) else EVENT_BEFORE
    elsewhere = rejected([reason("NodeName", f"nodeName is {wanted}", event, ("nodeName",))])

    def check(state: NodeInfo) -> Verdicts:
        return PASSES if state.node.name == wanted else elsewhere

    return check
