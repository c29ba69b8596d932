"""The interface of a score plugin: a module with a NAME and `scores`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import NodeInfo, Snapshot

MAX_NODE_SCORE = 100


class Scorer(Protocol):
    """`scores` returns 0 to 100 for each node, in their order; None where the plugin skips this pod."""

    @property
    def NAME(self) -> str: ...  # noqa: N802
    def scores(self, pod: Pod, nodes: Sequence[NodeInfo], snapshot: Snapshot) -> list[int] | None: ...


def normalized(raw: Sequence[int], *, reverse: bool = False) -> list[int]:
    """Kubernetes: plugins/helper/normalize_score.go. The largest becomes 100; with `reverse`, 0."""
    largest = max(raw, default=0)
    if largest == 0:
        return [MAX_NODE_SCORE if reverse else 0] * len(raw)
    scaled = [MAX_NODE_SCORE * score // largest for score in raw]
    return [MAX_NODE_SCORE - score for score in scaled] if reverse else scaled
