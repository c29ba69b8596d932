"""What the event of a DaemonSet's pending pod said of all other nodes, up to 1.23.

No PreFilter narrowed a pinned pod to its node then: every node was filtered, and failed at NodeAffinity unless a
plugin before it failed first.
"""

from __future__ import annotations

from collections import Counter

from dslint.kubernetes.cluster import Node
from dslint.placement.filter_run import FilterRun
from dslint.placement.filters import node_affinity
from dslint.placement.plugins import filters
from dslint.plans import Decider, Reason


class OtherNodes:
    """The events of all nodes for the pod of one DaemonSet, as if none of them were its own."""

    def __init__(self, checks: FilterRun) -> None:
        self._checks = checks
        order = filters(checks.snapshot.release)
        self._place = next(place for place, plugin in enumerate(order) if plugin.NAME == node_affinity.NAME)
        self._own = node_affinity.event(checks.snapshot.release)
        self._events = Counter(self._event(node) for node in checks.snapshot.nodes)

    def reasons(self, node: Node) -> tuple[Reason, ...]:
        """The reasons that the other nodes add to the event of the pod of this node."""
        others = self._events - Counter([self._event(node)])
        return tuple(
            Reason("OtherNode", Decider.SCHEDULER, "another node, which the pod is not for", event, reported=True)
            for event in sorted(others)
        )

    def _event(self, node: Node) -> str:
        first = self._checks.first(node)
        return self._own if first is None or first[0] >= self._place else first[2].event
