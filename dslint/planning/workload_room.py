"""The room that node agents leave for a workload of a given size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dslint.plans import NodeOverhead, SmallestNode, WorkloadRoom


def workload_room(size: Mapping[str, int], nodes: Sequence[NodeOverhead]) -> WorkloadRoom:
    """Nodes that do not declare allocatable are left out: nothing is known of their room."""
    declared = [alike for alike in nodes if alike.allocatable]
    known = all(alike.before is not None for alike in declared)
    lost = sorted(
        (alike for alike in declared if alike.loses_room_for(size)),
        key=lambda alike: [alike.allocatable.get(resource, 0) for resource in size],
    )
    return WorkloadRoom(
        size,
        _count(declared),
        _count([alike for alike in declared if alike.holds(size, alike.before)]) if known else None,
        _count([alike for alike in declared if alike.holds(size, alike.after)]),
        tuple(name for alike in lost for name in alike.nodes),
        _smallest(size, lost[0]) if lost else None,
    )


def _count(nodes: Sequence[NodeOverhead]) -> int:
    return sum(len(alike.nodes) for alike in nodes)


def _smallest(size: Mapping[str, int], alike: NodeOverhead) -> SmallestNode:
    allocatable = {resource: alike.allocatable.get(resource, 0) for resource in size}
    left = {resource: amount - alike.after.get(resource, 0) for resource, amount in allocatable.items()}
    return SmallestNode(alike.nodes[0], alike.pool, allocatable, left)
