"""One plain Pod in a plan: the node that wins, the nodes that tie, or every reason against each node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dslint.placement.outcomes import PodPlacement
from dslint.planning.groups import Answer, grouped
from dslint.planning.workload import Workload
from dslint.plans import Decider, Explanation, Reason, State, WorkloadPlan


@dataclass(slots=True)
class PlacedPod:
    """A Pod that has been put into the world."""

    workload: Workload
    placement: PodPlacement
    explanations: tuple[Explanation, ...] = ()

    def plan(self) -> WorkloadPlan:
        bound = self.placement.bound is not None
        return WorkloadPlan(
            self.workload.ref,
            desired=1,
            bound=int(bound),
            pending=int(not bound),
            placement=grouped(self._answers()),
            explanations=self.explanations,
            notes=(self.placement.chance,) if self.placement.chance else (),
        )

    def _answers(self) -> Iterator[tuple[str, Answer]]:
        most = max(self.placement.scores.values(), default=0)
        for node in self.placement.world.nodes:
            outcome = self.placement.outcomes.get(node.name)
            if outcome is None:
                lost = _outscored(self.placement.scores[node.name], most)
                yield node.name, Answer(State.EXCLUDED, (lost,))
                continue
            victims = tuple(eviction.to_victim() for eviction in outcome.evicted)
            yield node.name, Answer(outcome.state, outcome.reasons, (), victims)


def _outscored(score: int, most: int) -> Reason:
    return Reason("LowerScore", Decider.SCHEDULER, f"fits, and scores {score} where the best has {most}")
