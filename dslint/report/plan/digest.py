"""Groups of nodes for people: groups whose reasons differ only in numbers are merged, and have their pools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dslint.plans import InventorySummary, Placement, Reason, State, Victim


class ReasonText(NamedTuple):
    """One reason as text, with the numbers of the first node if they differ, and the line of the manifest."""

    text: str
    source: str


class Digest(NamedTuple):
    """Nodes in the same state, for reasons that differ only in numbers. `pools` counts the nodes, largest pool first.

    `scores` are the scores of the nodes for a plain Pod, by name, with --scores.
    """

    state: State
    nodes: tuple[str, ...]
    reasons: tuple[ReasonText, ...]
    notes: tuple[ReasonText, ...]
    evicts: tuple[Victim, ...]
    pools: tuple[tuple[str, int], ...]
    scores: Mapping[str, int]
    never_ready: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The nodes' names, each with its score if it has one."""
        return tuple(f"{name} ({self.scores[name]})" if name in self.scores else name for name in self.nodes)


Pools = Mapping[str, str]
"""The pool of each node, by its name."""


def pools_of(inventory: InventorySummary) -> Pools:
    return {name: place.pool for place in inventory.places for name in place.nodes}


def digests(groups: Iterable[Placement], pools: Pools) -> list[Digest]:
    """The merged groups, in the plan's order of states, the largest first."""
    merged: dict[object, list[Placement]] = {}
    for group in groups:
        key = (
            group.state,
            tuple(map(_equal_part, group.reasons)),
            tuple(map(_equal_part, group.notes)),
            bool(group.evicts),
            group.never_ready,
        )
        merged.setdefault(key, []).append(group)
    found = [_digest(alike, pools) for alike in merged.values()]
    order = list(dict.fromkeys(digest.state for digest in found))
    return sorted(found, key=lambda digest: (order.index(digest.state), -len(digest.nodes)))


NUMBERED = frozenset({"InsufficientResource", "TooManyPods", "HostPort", "VolumeLimit", "TopologySpread", "LowerScore"})
"""Reasons whose messages contain numbers or names of a node; their events are the same for all nodes."""

OFFERS_NONE = "node offers none"
"""How the message ends if the node lacks the resource, which no pod that goes can change."""


def _equal_part(reason: Reason) -> object:
    if reason.code not in NUMBERED:
        return (reason.code, reason.message, reason.path, reason.help)
    return (reason.code, reason.event, reason.message.endswith(OFFERS_NONE), reason.path)


def _digest(alike: list[Placement], pools: Pools) -> Digest:
    nodes = tuple(name for group in alike for name in group.nodes)
    return Digest(
        state=alike[0].state,
        nodes=nodes,
        reasons=tuple(_reason_text(alike, index, "reasons") for index in range(len(alike[0].reasons))),
        notes=tuple(_reason_text(alike, index, "notes") for index in range(len(alike[0].notes))),
        evicts=tuple(victim for group in alike for victim in group.evicts),
        pools=tuple(Counter(pools.get(name, "") for name in nodes).most_common()),
        scores={name: score for group in alike for name, score in (group.scores or {}).items()},
        never_ready=alike[0].never_ready,
    )


def _reason_text(alike: list[Placement], index: int, part: str) -> ReasonText:
    same: list[Reason] = [getattr(group, part)[index] for group in alike]
    first = same[0]
    differ = any(reason.message != first.message for reason in same)
    text = f"{first.message} (on {alike[0].nodes[0]}; others similar)" if differ else first.message
    return ReasonText(text, str(first.source) if first.source else "")
