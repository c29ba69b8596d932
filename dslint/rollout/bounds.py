"""How many nodes hold a new pod when the rollout ends or stalls, whatever order the controller takes them in.

The real controller takes candidates at random. A node on which the new pod does not get ready keeps its share of the
budget for good, so the rollout stalls the earlier the sooner such nodes come: taking them first gives the minimum,
taking them last the maximum.
"""

from __future__ import annotations

from collections.abc import Collection

from dslint.plans import Bounds
from dslint.rollout.present import Doubts
from dslint.rollout.rehearsal import Played, Rehearsal


def updated(rehearsal: Rehearsal, doubts: Doubts, by_name: Played, stuck: Collection[str]) -> Bounds:
    """`by_name` is the rollout in the order of names, `stuck` are nodes on which a new pod does not get ready."""
    if not stuck:
        return Bounds(by_name.updated, by_name.updated)
    if not rehearsal.local:
        return _widest(by_name)
    first = rehearsal.play(doubts, lambda node: node.name not in stuck)
    last = rehearsal.play(doubts, lambda node: node.name in stuck)
    return Bounds(min(first.updated, by_name.updated), max(last.updated, by_name.updated))


def _widest(by_name: Played) -> Bounds:
    # Where a pod fits hangs on where others already are, so the order decides that too: certain is what the first
    # turn begins, in number, less the nodes that only lose their pod.
    begun = by_name.course.waves[0] if by_name.course.waves else 0
    leaving = sum(not node.should_run for node in by_name.nodes)
    wanted = sum(node.should_run for node in by_name.nodes)
    return Bounds(min(max(0, begun - leaving), by_name.updated), wanted)
