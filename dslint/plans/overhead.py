"""What node agents request: pods of DaemonSets, static pods, and the DaemonSets that are planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dslint.findings import json_keys

Amounts = Mapping[str, int]
"""Amounts by resource in base units: cpu in millicores, bytes. "pods" is a number of pods."""


PODS = "pods"


class NodeOverhead(NamedTuple):
    """Nodes of one pool that are alike: the same allocatable, and node agents that request the same.

    `before` is None if nothing says what runs now. `allocatable` is empty if it is not declared.
    """

    pool: str
    nodes: tuple[str, ...]
    allocatable: Amounts
    before: Amounts | None
    after: Amounts

    def holds(self, size: Amounts, agents: Amounts | None) -> bool:
        """Whether a pod of this size fits on each of the nodes beside these agents; None are no agents."""
        taken = agents or {}
        needs = {PODS: 1, **size} if PODS in self.allocatable else size
        return all(
            amount <= self.allocatable.get(resource, 0) - taken.get(resource, 0) for resource, amount in needs.items()
        )

    def loses_room_for(self, size: Amounts) -> bool:
        """Whether such a pod fits before the change, or without agents if nothing says what runs now, and not after.

        Of nodes that do not declare allocatable, nothing is known.
        """
        return bool(self.allocatable) and self.holds(size, self.before) and not self.holds(size, self.after)


class HighestShare(NamedTuple):
    """The node of a pool whose agents request the largest share of a resource once the change is applied."""

    resource: str
    node: str
    amount: int
    allocatable: int


class PoolOverhead(NamedTuple):
    """What the pods of all node agents request on the nodes of one pool, in the sum over its nodes.

    `before`, `after` and `allocatable` map a resource to an amount in base units (cpu in millicores, bytes; "pods" is
    their number). `before` is empty if nothing says what runs now. `allocatable` has what nodes declare.
    """

    pool: str
    nodes: int
    before: Amounts
    after: Amounts
    allocatable: Amounts
    highest: tuple[HighestShare, ...] = ()


class Overhead(NamedTuple):
    """What node agents request on each node, and in the sum of each pool."""

    nodes: tuple[NodeOverhead, ...] = ()
    pools: tuple[PoolOverhead, ...] = ()


class SmallestNode(NamedTuple):
    """A node without room for a workload; `left` is what its agents leave of each resource that the workload needs."""

    node: str
    pool: str
    allocatable: Amounts
    left: Amounts


@json_keys("size", "nodes", "before", "after", "lost", "smallest", optional=("before", "smallest"))
class WorkloadRoom(NamedTuple):
    """On how many of the `nodes` a pod of a given size fits beside the node agents alone, before and after the change.

    `lost` are those where it no longer fits; if nothing says what runs now, those where it fits without agents only.
    `smallest` is the smallest of them.
    """

    size: Amounts
    nodes: int
    before: int | None
    after: int
    lost: tuple[str, ...] = ()
    smallest: SmallestNode | None = None
