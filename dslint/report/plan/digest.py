"""Groups of nodes as people want them: one for what differs only in numbers, with the pools that the nodes are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dslint.plans import InventorySummary, Placement, Reason, State, Victim


class Said(NamedTuple):
    """One reason in words: the first node's numbers where they differ, and where the manifest decides it."""

    text: str
    source: str


class Digest(NamedTuple):
    """Nodes with the same answer for reasons that differ in numbers at most. `pools` counts them, largest first.

    `scores` are those of a plain Pod's nodes, by name, where they were asked for.
    """

    state: State
    nodes: tuple[str, ...]
    reasons: tuple[Said, ...]
    notes: tuple[Said, ...]
    evicts: tuple[Victim, ...]
    pools: tuple[tuple[str, int], ...]
    scores: Mapping[str, int]

    @property
    def names(self) -> tuple[str, ...]:
        """The nodes' names, each with its score if it has one."""
        return tuple(f"{name} ({self.scores[name]})" if name in self.scores else name for name in self.nodes)


Pools = Mapping[str, str]
"""The pool of each node, by its name."""


def pools_of(inventory: InventorySummary) -> Pools:
    return {name: place.pool for place in inventory.places for name in place.nodes}


def digests(groups: Iterable[Placement], pools: Pools) -> list[Digest]:
    """In the order of the plan, within a state the largest first."""
    merged: dict[object, list[Placement]] = {}
    for group in groups:
        key = (group.state, tuple(map(_kind, group.reasons)), tuple(map(_kind, group.notes)), bool(group.evicts))
        merged.setdefault(key, []).append(group)
    found = [_digest(alike, pools) for alike in merged.values()]
    order = list(dict.fromkeys(digest.state for digest in found))
    return sorted(found, key=lambda digest: (order.index(digest.state), -len(digest.nodes)))


NUMBERED = frozenset({"InsufficientResource", "TooManyPods", "HostPort", "VolumeLimit", "TopologySpread", "LowerScore"})
"""Reasons with numbers or names of the node in them: their event is the same for all nodes."""


def _kind(reason: Reason) -> object:
    return (reason.code, reason.event if reason.code in NUMBERED else reason.message, reason.path)


def _digest(alike: list[Placement], pools: Pools) -> Digest:
    nodes = tuple(name for group in alike for name in group.nodes)
    return Digest(
        state=alike[0].state,
        nodes=nodes,
        reasons=tuple(_said(alike, index, "reasons") for index in range(len(alike[0].reasons))),
        notes=tuple(_said(alike, index, "notes") for index in range(len(alike[0].notes))),
        evicts=tuple(victim for group in alike for victim in group.evicts),
        pools=tuple(Counter(pools.get(name, "") for name in nodes).most_common()),
        scores={name: score for group in alike for name, score in (group.scores or {}).items()},
    )


def _said(alike: list[Placement], index: int, part: str) -> Said:
    same: list[Reason] = [getattr(group, part)[index] for group in alike]
    first = same[0]
    differ = any(reason.message != first.message for reason in same)
    text = f"{first.message} (on {alike[0].nodes[0]}; others alike)" if differ else first.message
    return Said(text, str(first.source) if first.source else "")
