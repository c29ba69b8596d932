"""Which pending pods an event in the cluster wakes, so that the scheduler tries them again.

Kubernetes: EventsToRegister and the QueueingHintFn of the plugins. A pod waits because of the plugin that rejected it:
only an event that this plugin registers can help, and a plugin with a hint also looks at the pod of the event.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dslint.kubernetes.pods import Pod
from dslint.placement.filters import inter_pod_affinity, pod_topology_spread
from dslint.placement.filters.contract import ClusterEvent
from dslint.placement.outcomes import Outcome
from dslint.placement.plugins import FILTERS
from dslint.placement.snapshot import Snapshot

EVENTS = {plugin.NAME: plugin.EVENTS for plugin in FILTERS}

MatchingPods = Mapping[str, tuple[int, ...]]
"""By plugin with a hint: how many pods matter to it."""


def matching_pods(pod: Pod, snapshot: Snapshot) -> MatchingPods:
    return {
        inter_pod_affinity.NAME: inter_pod_affinity.matching_pods(pod, snapshot),
        pod_topology_spread.NAME: pod_topology_spread.matching_pods(pod, snapshot),
    }


def hints(before: MatchingPods, now: MatchingPods) -> dict[str, bool]:
    """By plugin with a hint: whether the pods that came and went may let the pod fit."""
    return {
        plugin.NAME: plugin.is_schedulable_after_pod_change(before[plugin.NAME], now[plugin.NAME])
        for plugin in (inter_pod_affinity, pod_topology_spread)
    }


def wakes(outcome: Outcome, events: Collection[ClusterEvent], hinted: Mapping[str, bool]) -> bool:
    """Whether a pending pod is tried again after these events."""
    if not outcome.reasons:
        # Its controller has just created it again.
        return True
    registered = EVENTS.get(outcome.plugin, frozenset())
    return not registered.isdisjoint(events) and hinted.get(outcome.plugin, True)
