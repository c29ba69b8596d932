"""The interface of a score plugin: a module with a NAME and `scores`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot

MAX_NODE_SCORE = 100

T = TypeVar("T")


class ScoredNodes:
    """The nodes that are scored: those that fit, in the order of the snapshot."""

    def __init__(self, nodes: Sequence[Node], snapshot: Snapshot) -> None:
        self.nodes = nodes
        self._indices = None if len(nodes) == len(snapshot.nodes) else [node.index for node in nodes]

    def __len__(self) -> int:
        return len(self.nodes)

    def pick(self, values: list[T]) -> list[T]:
        """Theirs, of a value for each node of the snapshot. The list is not to be changed."""
        # `map` with a method of a built-in type runs no Python code for each of thousands of nodes.
        return values if self._indices is None else list(map(values.__getitem__, self._indices))


class Scorer(Protocol):
    """`scores` returns 0 to 100 for each node, in their order; None where the plugin skips this pod."""

    @property
    def NAME(self) -> str: ...  # noqa: N802
    def scores(self, pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int] | None: ...


def normalized(raw: Sequence[int], *, reverse: bool = False) -> list[int]:
    """Kubernetes: plugins/helper/normalize_score.go. The largest becomes 100; with `reverse`, 0."""
    largest = max(raw, default=0)
    if largest == 0:
        return [MAX_NODE_SCORE if reverse else 0] * len(raw)
    scaled = {score: MAX_NODE_SCORE * score // largest for score in set(raw)}
    if reverse:
        scaled = {score: MAX_NODE_SCORE - once for score, once in scaled.items()}
    return list(map(scaled.__getitem__, raw))
