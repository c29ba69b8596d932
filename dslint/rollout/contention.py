"""Whether DaemonSets that change at once can be in each other's way at all: most have room enough beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dslint.kubernetes.pods import PodSpec
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.rollout.scenario import Scenario

SHARED_VOLUMES = frozenset({"configMap", "downwardAPI", "emptyDir", "hostPath", "projected", "secret"})
"""Volumes that any number of pods can use on a node."""

MOST_PODS = 2
"""The pods that a DaemonSet has on a node at once while it changes."""


def may_contend(scenarios: Sequence[Scenario], snapshot: Snapshot) -> bool:
    """False only where every node has room for two pods of each DaemonSet at once, and nothing else excludes them.

    The snapshot holds all pods but theirs.
    """
    templates = [_templates(scenario) for scenario in scenarios]
    if any(not item.pod.node for scenario in scenarios for item in scenario.existing):
        return True
    if not all(map(_only_needs_room, (spec for specs in templates for spec in specs))) or _share_ports(templates):
        return True
    wanted = _most_wanted(templates)
    pods = MOST_PODS * len(scenarios)
    return not all(_has_room(snapshot.state(node), wanted, pods) for node in snapshot.nodes)


def _templates(scenario: Scenario) -> list[PodSpec]:
    return [scenario.new.spec, *dict.fromkeys(item.pod.spec for item in scenario.existing)]


def _only_needs_room(spec: PodSpec) -> bool:
    """Whether neither other pods nor other nodes decide where the pod fits, but for room and ports."""
    if spec.required_affinity or spec.required_anti_affinity or spec.spread_constraints:
        return False
    if spec.raw.get("resourceClaims"):
        return False
    return all(volume.keys() - {"name"} <= SHARED_VOLUMES for volume in spec.volumes)


def _share_ports(templates: Iterable[Iterable[PodSpec]]) -> bool:
    seen: set[int] = set()
    for specs in templates:
        own = {port.port for spec in specs for port in spec.host_ports}
        if own & seen:
            return True
        seen |= own
    return False


def _most_wanted(templates: Iterable[Iterable[PodSpec]]) -> dict[str, int]:
    wanted: dict[str, int] = {}
    for specs in templates:
        largest: dict[str, int] = {}
        for spec in specs:
            for name, amount in (*spec.requests.items(), *spec.held_requests.items()):
                largest[name] = max(amount, largest.get(name, 0))
        for name, amount in largest.items():
            wanted[name] = wanted.get(name, 0) + MOST_PODS * amount
    return wanted


def _has_room(state: NodeInfo, wanted: dict[str, int], pods: int) -> bool:
    shape = state.node.shape
    if not shape.resources_known:
        return True
    allocatable = shape.allocatable
    if state.pod_count + pods > allocatable.get("pods", 0):
        return False
    return all(
        state.requested.get(name, 0) + amount <= allocatable.get(name, 0)
        for name, amount in wanted.items()
        if amount and name not in shape.unknown_resources
    )
