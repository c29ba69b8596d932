"""Prefers nodes with more free cpu and memory; a container without requests counts with a minimum.

kube-scheduler: NodeResourcesFit, strategy LeastAllocated (NodeResourcesLeastAllocated before 1.22).
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.placement.scoring.contract import MAX_NODE_SCORE, ScoredNodes
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeResourcesFit"


def scores(pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int]:
    wanted = pod.spec.scoring_requests
    cpu, memory = wanted.get("cpu", 0), wanted.get("memory", 0)
    known = snapshot.search.column((NAME, cpu, memory), lambda state: _score(state, cpu, memory))
    return nodes.pick(known)


def _score(state: NodeInfo, cpu: int, memory: int) -> int:
    allocatable = state.node.shape.allocatable
    used = {"cpu": state.scoring_cpu + cpu, "memory": state.scoring_memory + memory}
    left = [_left(allocatable[name], amount) for name, amount in used.items() if allocatable.get(name)]
    return sum(left) // len(left) if left else 0


def _left(capacity: int, used: int) -> int:
    return 0 if used > capacity else (capacity - used) * MAX_NODE_SCORE // capacity
