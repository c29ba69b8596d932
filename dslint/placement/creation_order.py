"""DaemonSets whose pods affect each other: which of them run depends on the order in which they are created.

The controller creates its pods in no particular order of nodes. All orders of few nodes, and some of many, are tried
and compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from random import Random
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import SPEC_PATH
from dslint.placement.filter_run import FilterRun
from dslint.placement.resource_claims import uses_shared_claim
from dslint.placement.snapshot import Snapshot
from dslint.placement.topology_counts import Term

MOST_NODES = 500
"""With more nodes no orders are tried: the plan says that the result depends on the order, without bounds."""

MOST_NODES_IN_EVERY_ORDER = 5
ATTEMPTS = 1000
"""About how many pods are placed to compare the orders, in four orders at least."""


class CreationOrderBounds(NamedTuple):
    """The number of pods that are bound in the orders tried, and the nodes where the orders differ."""

    minimum: int
    maximum: int
    nodes: tuple[str, ...]

    def beside(self, bound: int) -> CreationOrderBounds:
        """Together with this many pods of the DaemonSet that are bound already."""
        return self._replace(minimum=self.minimum + bound, maximum=self.maximum + bound)

    def __str__(self) -> str:
        count = f"{self.minimum}" if self.minimum == self.maximum else f"{self.minimum} to {self.maximum}"
        if not self.nodes:
            return "which pods are bound depends on the order in which they are created, which is random"
        return (
            f"which of {len(self.nodes)} nodes get a pod depends on the order in which the pods are created, "
            f"which is random; {count} are bound in total"
        )


def interacts(pod: Pod, snapshot: Snapshot) -> bool:
    """Whether such pods affect each other through pod affinity, anti-affinity, topology spread or one ResourceClaim."""
    spec = pod.spec
    if spec.raw.get("resourceClaims") and uses_shared_claim(pod):
        return True
    terms = (*spec.required_affinity, *spec.required_anti_affinity)
    if any(Term.of(term).matches(pod, snapshot) for term in terms):
        return True
    return any(
        constraint.when_unsatisfiable == "DoNotSchedule"
        and constraint.selector is not None
        and constraint.selector.matches(pod.labels)
        for constraint in spec.spread_constraints
    )


def creation_order_bounds(pod: Pod, nodes: Sequence[Node], snapshot: Snapshot) -> CreationOrderBounds | None:
    """The bounds over several orders; None where they all end alike. Restores the snapshot."""
    if len(nodes) < 2 or not interacts(pod, snapshot):
        return None
    if len(nodes) > MOST_NODES:
        return CreationOrderBounds(0, len(nodes), ())
    seen = [_bound(pod, order, snapshot) for order in _orders(nodes)]
    always, ever = frozenset.intersection(*seen), frozenset.union(*seen)
    if always == ever:
        return None
    names = tuple(node.name for node in nodes if node.name in ever - always)
    return CreationOrderBounds(min(map(len, seen)), max(map(len, seen)), names)


def _orders(nodes: Sequence[Node]) -> Iterable[Sequence[Node]]:
    """Every order of few nodes; of more, both ways and as many shuffles as are cheap, always the same ones."""
    if len(nodes) <= MOST_NODES_IN_EVERY_ORDER:
        return permutations(nodes)
    chance = Random(0)  # noqa: S311
    shuffles = max(2, ATTEMPTS // len(nodes) - 2)
    return [nodes, nodes[::-1], *(chance.sample(nodes, len(nodes)) for _ in range(shuffles))]


def _bound(pod: Pod, nodes: Sequence[Node], snapshot: Snapshot) -> frozenset[str]:
    filter_run = FilterRun(pod, snapshot, pinned=True, within=SPEC_PATH)
    placed: list[Pod] = []
    waiting = list(nodes)
    progress = True
    while progress:
        # A pod without a match for its affinity is tried again once others are bound.
        left = []
        for node in waiting:
            if filter_run.verdict(node).fits:
                placed.append(pod.on(node.name))
                snapshot.add(placed[-1])
            else:
                left.append(node)
        progress, waiting = len(left) < len(waiting), left
    for other in placed:
        snapshot.remove(other)
    return frozenset(other.node for other in placed)
