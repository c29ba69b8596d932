"""How many nodes hold a new pod when the rollout ends or stalls, whatever order the controller takes them in.

The real controller takes candidates at random. A node on which the new pod does not get ready keeps its share of the
budget for good, so the rollout stalls the earlier the sooner such nodes come: taking them first gives the minimum,
taking them last the maximum.
"""

from __future__ import annotations

from dslint.plans import Bounds
from dslint.rollout.present import Doubts
from dslint.rollout.rehearsal import Played, Rehearsal
from dslint.rollout.state import DaemonNode


def updated(rehearsal: Rehearsal, doubts: Doubts, by_name: Played) -> Bounds:
    """`by_name` is the rollout in the order of names."""
    if not any(_waits(node) for node in by_name.nodes):
        return Bounds(by_name.updated, by_name.updated)
    if not rehearsal.local:
        return _widest(by_name)
    stuck = rehearsal.stuck(doubts)
    first = rehearsal.play(doubts, lambda node: node.name not in stuck)
    last = rehearsal.play(doubts, lambda node: node.name in stuck)
    return Bounds(min(first.updated, by_name.updated), max(last.updated, by_name.updated))


def _waits(node: DaemonNode) -> bool:
    return any(pod.new and not pod.ready for pod in node.pods)


def _widest(by_name: Played) -> Bounds:
    # Where a pod fits hangs on where others already are, so the order decides that too: certain is what the first
    # turn begins, in number, less the nodes that only lose their pod.
    begun = by_name.course.waves[0] if by_name.course.waves else 0
    leaving = sum(not node.should_run for node in by_name.nodes)
    wanted = sum(node.should_run for node in by_name.nodes)
    return Bounds(min(max(0, begun - leaving), by_name.updated), wanted)
