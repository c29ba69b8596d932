"""Which pending pods an event in the cluster wakes, so that the scheduler tries them again.

Kubernetes: EventsToRegister and the QueueingHintFn of the plugins. A pod waits because of the plugin that rejected it:
only an event that this plugin registers can help, and a plugin with a hint also looks at the pod of the event.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dslint.kubernetes.pods import Pod
from dslint.placement.filters import inter_pod_affinity, pod_topology_spread
from dslint.placement.filters.contract import ClusterEvent
from dslint.placement.outcomes import Outcome, WaitsFor
from dslint.placement.plugins import FILTERS, parts_of
from dslint.placement.snapshot import Snapshot

EVENTS = {plugin.NAME: plugin.EVENTS for plugin in FILTERS}

MatchingPods = Mapping[str, tuple[int, ...]]
"""By plugin with a hint: how many pods matter to it."""


WITH_HINT = (inter_pod_affinity, pod_topology_spread)
NONE_MATCH = (0, 0)


def matching_pods(pod: Pod, snapshot: Snapshot) -> MatchingPods:
    """For the plugins that check this pod."""
    parts = parts_of(pod, snapshot)
    return {
        plugin.NAME: plugin.matching_pods(pod, snapshot)
        for plugin in WITH_HINT
        if not plugin.READS_OF_POD.isdisjoint(parts)
    }


def hints(before: MatchingPods, now: MatchingPods) -> dict[str, bool]:
    """By plugin with a hint: whether the pods that came and went may let the pod fit."""
    return {
        plugin.NAME: plugin.is_schedulable_after_pod_change(before.get(plugin.NAME, NONE_MATCH), now[plugin.NAME])
        for plugin in WITH_HINT
        if plugin.NAME in now
    }


def may_wake(waits_for: WaitsFor, events: Collection[ClusterEvent]) -> bool:
    """Whether these events may wake any of the pods that wait for this; `wakes` decides for each."""
    return any(
        not has_reasons or not EVENTS.get(plugin, frozenset()).isdisjoint(events) for plugin, has_reasons in waits_for
    )


def wakes(outcome: Outcome, events: Collection[ClusterEvent], hinted: Mapping[str, bool]) -> bool:
    """Whether a pending pod is tried again after these events."""
    if not outcome.reasons:
        # Its controller has just created it again.
        return True
    registered = EVENTS.get(outcome.plugin, frozenset())
    return not registered.isdisjoint(events) and hinted.get(outcome.plugin, True)
