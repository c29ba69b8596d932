"""Prefers nodes by the weights of the preferred node affinity terms that they match.

kube-scheduler: NodeAffinity.
"""

from __future__ import annotations

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod, WeightedTerm
from dslint.placement.scoring.contract import ScoredNodes, normalized
from dslint.placement.snapshot import Snapshot

NAME = "NodeAffinity"


def scores(pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int] | None:  # noqa: ARG001
    terms = pod.spec.preferred_node_terms
    if not terms:
        return None
    return normalized([_met(terms, node) for node in nodes.nodes])


def _met(terms: tuple[WeightedTerm, ...], node: Node) -> int:
    labels = node.labels
    return sum(weight for weight, term in terms if term.matches(labels, node.name))
