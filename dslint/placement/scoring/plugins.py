"""The score plugins of the default profile with their weights, and the total scores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import add, mul

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.scoring import (
    image_locality,
    inter_pod_affinity,
    node_affinity,
    node_resources_balanced_allocation,
    node_resources_fit,
    pod_topology_spread,
    taint_toleration,
)
from dslint.placement.scoring.contract import ScoredNodes, Scorer
from dslint.placement.snapshot import Snapshot

SCORERS: tuple[Scorer, ...] = (
    taint_toleration,
    node_affinity,
    node_resources_fit,
    pod_topology_spread,
    inter_pod_affinity,
    node_resources_balanced_allocation,
    image_locality,
)
WEIGHTS = {
    taint_toleration.NAME: 3,
    node_affinity.NAME: 2,
    pod_topology_spread.NAME: 2,
    inter_pod_affinity.NAME: 2,
}
WEIGHTS_BEFORE = {pod_topology_spread.NAME: 2}


def totals(pod: Pod, nodes: Sequence[Node], snapshot: Snapshot) -> list[int]:
    """The weighted sum of all plugins for each node, in the order of the nodes."""
    weights = _weights(snapshot.release)
    scored = ScoredNodes(nodes, snapshot)
    sums = [0] * len(nodes)
    for scorer in SCORERS:
        found = scorer.scores(pod, scored, snapshot)
        if found is not None:
            weight = weights.get(scorer.NAME, 1)
            # Thousands of nodes are scored for each of many Pods.
            sums = list(map(add, sums, found if weight == 1 else map(partial(mul, weight), found)))
    return sums


def _weights(release: Release) -> dict[str, int]:
    return WEIGHTS if release.has(behaviours.WEIGHTS_OF_MULTI_POINT) else WEIGHTS_BEFORE
