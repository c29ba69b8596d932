"""One plain Pod in a plan: the node that wins, the nodes that tie, or the reasons why no node fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dslint.placement.outcomes import PodPlacement
from dslint.planning.node_outcomes import NodeOutcome, grouped
from dslint.planning.workload import Workload
from dslint.plans import Decider, Explanation, Placement, Reason, State, WorkloadPlan


@dataclass(slots=True)
class PlacedPod:
    """A Pod that is in the snapshot."""

    workload: Workload
    placement: PodPlacement
    explanations: tuple[Explanation, ...] = ()
    scores: bool = False

    def plan(self) -> WorkloadPlan:
        bound = self.placement.bound is not None
        return WorkloadPlan(
            self.workload.ref,
            desired=1,
            bound=int(bound),
            pending=int(not bound),
            placement=tuple(self._with_scores(group) for group in grouped(self._answers())),
            explanations=self.explanations,
            notes=tuple(filter(None, (self._tie(), self.placement.note))),
        )

    def _tie(self) -> str:
        tied = sum(outcome.state is State.CANDIDATE for outcome in self.placement.outcomes.values())
        if not tied or self.placement.bound is None:
            return ""
        return (
            f"{tied} nodes tie, and the scheduler picks one at random; later workloads are planned with the pod on "
            f"{self.placement.bound.node}"
        )

    def _with_scores(self, group: Placement) -> Placement:
        totals = self.placement.scores
        if not self.scores or not any(name in totals for name in group.nodes):
            return group
        return group._replace(scores={name: totals[name] for name in group.nodes if name in totals})

    def _answers(self) -> Iterator[tuple[str, NodeOutcome]]:
        most = max(self.placement.scores.values(), default=0)
        for node in self.placement.snapshot.nodes:
            outcome = self.placement.outcomes.get(node.name)
            if outcome is None:
                lost = _outscored(self.placement.scores[node.name], most)
                yield node.name, NodeOutcome(State.EXCLUDED, (lost,))
                continue
            victims = tuple(eviction.to_victim() for eviction in outcome.evicted)
            yield node.name, NodeOutcome(outcome.state, outcome.reasons, (), victims)


def _outscored(score: int, most: int) -> Reason:
    return Reason("LowerScore", Decider.SCHEDULER, f"fits, but scores {score}; the best node scores {most}")
