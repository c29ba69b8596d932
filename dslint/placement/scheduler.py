"""One scheduling attempt: which nodes take a pod, and every reason why the others do not.

Kubernetes: pkg/scheduler/schedule_one.go with the default profile. Where the scheduler stops at the first plugin that
fails, this goes on; `reported` marks what its event would say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.filter_run import POD_PATH, FilterRun, Verdict
from dslint.placement.preemption import Eviction, choose, evictions
from dslint.placement.snapshot import Snapshot
from dslint.plans import Reason

LEAST_NODES_TO_FIND = 100


@dataclass(slots=True)
class Attempt:
    """What one attempt found. `nodes` are those that win: one, or several that tie; none where the pod stays pending.

    `verdicts` are the other nodes', by name. `victims` would be evicted to make room on `nominated`; the pod is bound
    there once they are gone. `scores` are the totals of the nodes that passed every filter.
    `looked_for` is there in large clusters, where the scheduler stops after so many nodes that fit.
    """

    nodes: tuple[Node, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    victims: tuple[Eviction, ...] = ()
    nominated: Node | None = None
    scores: dict[str, int] = field(default_factory=dict)
    looked_for: int | None = None

    @property
    def takers(self) -> tuple[Node, ...]:
        """The nodes that win, or the one that does once its victims are gone."""
        return self.nodes or ((self.nominated,) if self.nominated is not None else ())


def attempt(pod: Pod, snapshot: Snapshot, *, only: Node | None = None, within: FieldPath = POD_PATH) -> Attempt:
    """Try to place the pod; with `only`, as a DaemonSet's pod that is pinned to that node. Changes nothing."""
    checks = FilterRun(pod, snapshot, pinned=only is not None, within=within)
    if only is not None:
        return attempt_on(checks, only)
    return _among(checks, snapshot.nodes)


def attempt_on(checks: FilterRun, node: Node) -> Attempt:
    """Try the one node that a pod is pinned to, with checks already made ready."""
    verdict = checks.verdict(node)
    if verdict.fits:
        return Attempt(nodes=(node,))
    found = evictions(checks, node) if verdict.resolvable else ()
    return Attempt(verdicts={node.name: verdict}, victims=found, nominated=node if found else None)


def fits(pod: Pod, node: Node, snapshot: Snapshot, *, pinned: bool = True) -> tuple[Reason, ...]:
    """Why the node does not take the pod; empty where it does."""
    return FilterRun(pod, snapshot, pinned=pinned).verdict(node).reasons


def _among(checks: FilterRun, nodes: Sequence[Node]) -> Attempt:
    passed: list[Node] = []
    verdicts: dict[str, Verdict] = {}
    for node in nodes:
        verdict = checks.verdict(node)
        if verdict.fits:
            passed.append(node)
        else:
            verdicts[node.name] = verdict
    if passed:
        return _best(checks, passed, verdicts)
    chosen = choose(checks, [node for node in nodes if verdicts[node.name].resolvable])
    if chosen is None:
        return Attempt(verdicts=verdicts)
    return Attempt(verdicts=verdicts, victims=chosen.evictions, nominated=chosen.node)


def _best(checks: FilterRun, passed: list[Node], verdicts: dict[str, Verdict]) -> Attempt:
    # A single node is taken unscored; equal totals are drawn by lot.
    if len(passed) == 1:
        return Attempt(nodes=tuple(passed), verdicts=verdicts)
    from dslint.placement.scoring.plugins import totals

    sums = totals(checks.pod, [checks.snapshot.state(node) for node in passed], checks.snapshot)
    most = max(sums)
    winners = tuple(node for node, total in zip(passed, sums, strict=True) if total == most)
    scores = {node.name: total for node, total in zip(passed, sums, strict=True)}
    enough = enough_nodes(len(checks.snapshot.nodes))
    return Attempt(winners, verdicts, scores=scores, looked_for=enough if len(passed) > enough else None)


def enough_nodes(total: int) -> int:
    """After how many nodes that fit the scheduler stops looking for more.

    Kubernetes: numFeasibleNodesToFind, with percentageOfNodesToScore at its default.
    """
    if total < LEAST_NODES_TO_FIND:
        return total
    percentage = max(5, 50 - total // 125)
    return max(LEAST_NODES_TO_FIND, total * percentage // 100)
