"""Prefers nodes with the same share of cpu and memory in use; since 1.36, nodes that the pod balances more.

kube-scheduler: NodeResourcesBalancedAllocation.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours
from dslint.placement.scoring.contract import MAX_NODE_SCORE, ScoredNodes
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeResourcesBalancedAllocation"
RESOURCES = ("cpu", "memory")


def scores(pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int] | None:
    release = snapshot.release
    if release.has(behaviours.BALANCE_OF_SCORING_REQUESTS):
        scoring = pod.spec.scoring_requests
        key = (NAME, "difference", scoring.get("cpu", 0), scoring.get("memory", 0))
        return nodes.pick(snapshot.search.column(key, lambda state: _difference(state, pod)))
    wanted = {name: pod.spec.requests.get(name, 0) for name in RESOURCES}
    if release.has(behaviours.BALANCE_SKIPS_BEST_EFFORT) and not any(wanted.values()):
        return None
    score = _change if release.has(behaviours.BALANCE_IS_A_CHANGE) else _balance
    return nodes.pick(snapshot.search.column((NAME, *wanted.values()), lambda state: score(state, wanted)))


def _change(state: NodeInfo, wanted: dict[str, int]) -> int:
    half = MAX_NODE_SCORE // 2
    return half + (half + _balance(state, wanted) - _balance(state, dict.fromkeys(RESOURCES, 0))) // 2


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
