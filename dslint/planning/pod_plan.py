"""One plain Pod in a plan: the node that wins, the nodes that tie, or the reasons why no node fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.filter_run import POD_PATH
from dslint.placement.node_remarks import evicted_after, not_ready, patience_of
from dslint.placement.outcomes import Outcome, PodPlacement
from dslint.placement.scheduling import SchedulingRun
from dslint.planning.node_outcomes import NodeOutcome, grouped
from dslint.planning.plan_options import PlanOptions
from dslint.planning.pod_admission import charge, plain_pod
from dslint.planning.workload import Workload
from dslint.plans import RUNS, Decider, Explanation, Placement, Reason, State, WorkloadPlan

if TYPE_CHECKING:
    from dslint.admission.resource_quota import Quotas


def admitted_pod(workload: Workload, cluster: Cluster, release: Release, quotas: Quotas | None) -> Pod | Reason:
    """The Pod after admission, or why it is refused."""
    pod = plain_pod(workload.value, cluster, release)
    if isinstance(pod, Reason) or quotas is None:
        return pod
    return charge(pod, quotas, within=()) or pod


def place(workload: Workload, pod: Pod, scheduling: SchedulingRun, options: PlanOptions) -> PlacedPod:
    """Puts the Pod into the snapshot, by the scheduler, or by the kubelet of the node that it names."""
    snapshot = scheduling.snapshot
    if pod.spec.node_name:
        from dslint.planning import named_node

        explained = named_node.explanations(pod, options.explain, snapshot, workload.line)
        placement = scheduling.place_on_its_node(pod, named_node.admission(snapshot.release))
        return PlacedPod(workload, placement, explained)
    from dslint.planning import explanations

    explained = explanations.of_pod(pod, options.explain, snapshot, workload.line)
    return PlacedPod(workload, scheduling.place_pod(pod), explained, scores=options.scores)


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
        outscored: dict[int, NodeOutcome] = {}
        for node in self.placement.snapshot.nodes:
            outcome = self.placement.outcomes.get(node.name)
            if outcome is None:
                score = self.placement.scores[node.name]
                if score not in outscored:
                    outscored[score] = NodeOutcome(State.EXCLUDED, (_outscored(score, most),))
                yield node.name, outscored[score]
                continue
            victims = tuple(eviction.to_victim() for eviction in outcome.evicted)
            notes = tuple(self._notes(node, outcome))
            if outcome.state is State.BOUND and outcome.reasons:
                # The node's kubelet refuses the pod, which is Failed then.
                yield node.name, NodeOutcome(State.BOUND, (), (*outcome.reasons, *notes), never_ready=True)
            else:
                yield node.name, NodeOutcome(outcome.state, outcome.reasons, notes, victims)

    def _notes(self, node: Node, outcome: Outcome) -> Iterator[Reason]:
        """What is said of a node that takes the Pod."""
        pod, shape = self.placement.pod, node.shape
        if outcome.state not in RUNS:
            return
        if pod.spec.node_name and shape.ready != "True":
            yield not_ready(shape)
        limit = patience_of(pod.spec, shape, self.placement.snapshot.release) if shape.taints else None
        if limit is not None:
            yield evicted_after(limit, "and nothing creates it again", POD_PATH)


def _outscored(score: int, most: int) -> Reason:
    return Reason("LowerScore", Decider.SCHEDULER, f"fits, but scores {score}; the best node scores {most}")
