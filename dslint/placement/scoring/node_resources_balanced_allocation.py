"""Prefers nodes with the same share of cpu and memory in use; since 1.36, nodes that the pod balances more.

kube-scheduler: NodeResourcesBalancedAllocation.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours
from dslint.placement.scoring.contract import MAX_NODE_SCORE
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeResourcesBalancedAllocation"
RESOURCES = ("cpu", "memory")


def scores(pod: Pod, nodes: Sequence[NodeInfo], snapshot: Snapshot) -> list[int] | None:
    release = snapshot.release
    if release.has(behaviours.BALANCE_OF_SCORING_REQUESTS):
        return [_difference(state, pod) for state in nodes]
    wanted = {name: pod.spec.requests.get(name, 0) for name in RESOURCES}
    if release.has(behaviours.BALANCE_SKIPS_BEST_EFFORT) and not any(wanted.values()):
        return None
    balanced = _balances(nodes, wanted, snapshot)
    if not release.has(behaviours.BALANCE_IS_A_CHANGE):
        return balanced
    before = _balances(nodes, dict.fromkeys(RESOURCES, 0), snapshot)
    half = MAX_NODE_SCORE // 2
    return [half + (half + after - now) // 2 for after, now in zip(balanced, before, strict=True)]


def _balances(nodes: Sequence[NodeInfo], wanted: dict[str, int], snapshot: Snapshot) -> list[int]:
    known = snapshot.search.column((NAME, *wanted.values()), lambda state: _balance(state, wanted))
    return [known[state.node.index] for state in nodes]


def _balance(state: NodeInfo, wanted: dict[str, int]) -> int:
    allocatable, requested = state.node.shape.allocatable, state.requested
    parts = [
        min(1.0, (requested.get(name, 0) + amount) / allocatable[name])
        for name, amount in wanted.items()
        if allocatable.get(name)
    ]
    deviation = abs((parts[0] - parts[1]) / 2) if len(parts) == len(RESOURCES) else 0.0
    return int((1 - deviation) * MAX_NODE_SCORE)


def _difference(state: NodeInfo, pod: Pod) -> int:
    # Up to 1.21 the two parts' difference itself, of the requests that scoring counts.
    allocatable, wanted = state.node.shape.allocatable, pod.spec.scoring_requests
    cpu = _part(state.scoring_cpu + wanted.get("cpu", 0), allocatable.get("cpu", 0))
    memory = _part(state.scoring_memory + wanted.get("memory", 0), allocatable.get("memory", 0))
    return int((1 - abs(cpu - memory)) * MAX_NODE_SCORE)


def _part(used: int, capacity: int) -> float:
    return min(1.0, used / capacity) if capacity else 1.0
