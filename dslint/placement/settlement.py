"""Workloads placed one after the other, each settled before the next: bound pods stay, pending ones are tried again.

What evicts a DaemonSet's pod makes it pending: its controller creates it anew. Other victims are gone; nothing here
plays their owners.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dslint.inventory.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.checks import Checks
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.preemption import Eviction
from dslint.placement.scheduler import Attempt, attempt, attempt_on
from dslint.placement.world import World
from dslint.plans import Placement, Reason, State

COMPANY = frozenset({"PodAffinity", "TopologySpread"})
"""Reasons that a pod placed later can take away."""


@dataclass(slots=True, eq=False)
class Outcome:
    """What became of a workload on one node. `pod` is the one that is bound there."""

    state: State
    reasons: tuple[Reason, ...] = ()
    evicted: tuple[Eviction, ...] = ()
    pod: Pod | None = None


@dataclass(slots=True, eq=False)
class DaemonSetPlacement:
    """A DaemonSet on the cluster. `outcomes` are by node name, `decisions` stand in the order of the nodes."""

    daemonset: DaemonSet
    pod: Pod
    world: World
    decisions: list[Decision]
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def desired(self) -> int:
        return sum(decision.should_run for decision in self.decisions)

    def count(self, state: State) -> int:
        return sum(outcome.state is state for outcome in self.outcomes.values())

    def summary(self) -> dict[str, int]:
        return {"desired": self.desired, "bound": self.count(State.BOUND), "pending": self.count(State.PENDING)}

    def placements(self) -> tuple[Placement, ...]:
        """Nodes with the same answer for the same reasons as one group, in the order of the nodes."""
        return grouped((node.name, self.outcomes[node.name]) for node in self.world.nodes)


@dataclass(slots=True, eq=False)
class PodPlacement:
    """A plain Pod on the cluster: the node that wins, the nodes that tie, or every reason against each node."""

    pod: Pod
    world: World
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    bound: Pod | None = None

    def summary(self) -> dict[str, int]:
        return {"desired": 1, "bound": int(self.bound is not None), "pending": int(self.bound is None)}

    def placements(self) -> tuple[Placement, ...]:
        return grouped((node.name, self.outcomes[node.name]) for node in self.world.nodes if node.name in self.outcomes)


def grouped(outcomes: Iterable[tuple[str, Outcome]]) -> tuple[Placement, ...]:
    """Outcomes by node name -> Placement groups, in the order of first appearance."""
    groups: dict[tuple[State, tuple[Reason, ...], tuple[int, ...]], list[str]] = {}
    victims = {}
    for name, outcome in outcomes:
        key = (outcome.state, outcome.reasons, tuple(id(eviction.pod) for eviction in outcome.evicted))
        groups.setdefault(key, []).append(name)
        victims[key] = tuple(eviction.to_victim() for eviction in outcome.evicted)
    return tuple(Placement(key[0], tuple(names), key[1], evicts=victims[key]) for key, names in groups.items())


class Settlement:
    """The world after each workload, and what is still waiting."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.daemonsets: list[DaemonSetPlacement] = []
        self._deleted = False

    def place(self, daemonset: DaemonSet, pod: Pod) -> DaemonSetPlacement:
        """Place a DaemonSet on every node. `pod` is its pod after admission, not bound; all its pods are alike.

        The answer changes while later workloads are placed: read it when all are.
        """
        decisions = decide_all(daemonset.spec, self.world.nodes, self.world.release)
        placement = DaemonSetPlacement(daemonset, pod, self.world, decisions)
        self.daemonsets.append(placement)
        present = _present(daemonset, self.world)
        wanted = []
        for node, decision in zip(self.world.nodes, decisions, strict=True):
            pods = present.get(node.name)
            if pods:
                placement.outcomes[node.name] = self._of_present(pods, decision)
            elif decision.should_run:
                wanted.append(node)
            else:
                placement.outcomes[node.name] = Outcome(State.EXCLUDED, decision.reasons)
        self._schedule(placement, wanted)
        self.retry()
        return placement

    def place_pod(self, pod: Pod) -> PodPlacement:
        """Place a plain Pod after admission; where several nodes tie, the first of them takes it in this world."""
        placement = PodPlacement(pod, self.world)
        found = attempt(pod, self.world)
        for name, verdict in found.verdicts.items():
            state = State.EXCLUDED if found.nodes or found.victims else State.PENDING
            placement.outcomes[name] = Outcome(state, verdict.reasons)
        placement.scores = found.scores
        if found.nominated is not None:
            for eviction in found.victims:
                self.evict(eviction.pod)
            self._settle_pod(placement, (found.nominated,), found.victims)
        elif found.nodes:
            self._settle_pod(placement, found.nodes, ())
        self.retry()
        return placement

    def _settle_pod(self, placement: PodPlacement, winners: tuple[Node, ...], victims: tuple[Eviction, ...]) -> None:
        placement.bound = replace(placement.pod, node=winners[0].name)
        self.world.add(placement.bound)
        state = State.BOUND if len(winners) == 1 else State.CANDIDATE
        for node in winners:
            placement.outcomes[node.name] = Outcome(state, evicted=victims)

    def _of_present(self, pods: Sequence[Pod], decision: Decision) -> Outcome:
        if decision.should_run:
            return Outcome(State.BOUND, pod=pods[0])
        if decision.should_continue:
            return Outcome(State.MISSCHEDULED, decision.reasons, pod=pods[0])
        for pod in pods:
            self.world.remove(pod)
        return Outcome(State.REMOVED, decision.reasons)

    def _schedule(self, placement: DaemonSetPlacement, nodes: Sequence[Node]) -> bool:
        """Whether any of the pods that want these nodes came to be bound."""
        if not nodes:
            return False
        if placement.pod.spec.node_name:
            return self._bind_unseen(placement, nodes)
        checks = Checks(placement.pod, self.world, pinned=True, within=SPEC_PATH)
        bound = False
        for node in nodes:
            found = attempt_on(checks, node)
            if found.nodes or found.victims:
                self._bind(placement, node, found)
                bound = True
            else:
                placement.outcomes[node.name] = Outcome(State.PENDING, found.verdicts[node.name].reasons)
        return bound

    def _bind(self, placement: DaemonSetPlacement, node: Node, found: Attempt) -> None:
        for eviction in found.victims:
            self.evict(eviction.pod)
        pod = replace(placement.pod, node=node.name)
        self.world.add(pod)
        placement.outcomes[node.name] = Outcome(State.BOUND, evicted=found.victims, pod=pod)

    def _bind_unseen(self, placement: DaemonSetPlacement, nodes: Sequence[Node]) -> bool:
        # With nodeName in the template the scheduler never sees the pod.
        for node in nodes:
            self._bind(placement, node, Attempt(nodes=(node,)))
        return True

    def evict(self, pod: Pod) -> None:
        """Take a victim out of the world; one of a DaemonSet in this run waits for its node again."""
        self.world.remove(pod)
        self._deleted = True
        for placement in self.daemonsets:
            outcome = placement.outcomes.get(pod.node)
            if outcome is not None and outcome.pod is pod:
                placement.outcomes[pod.node] = Outcome(State.PENDING)

    def retry(self) -> None:
        """Try again what an event may have made possible, highest priority first, until nothing changes.

        A deletion wakes every pending pod; a new pod only those that miss company. Others keep the reasons of their
        last attempt, as their event does.
        """
        waiting = sorted(self.daemonsets, key=lambda placement: -placement.pod.spec.priority)
        while True:
            woken, self._deleted = self._deleted, False
            bound = [self._schedule(each, _pending(each, everything=woken)) for each in waiting]
            if not any(bound) and not self._deleted:
                return


def _pending(placement: DaemonSetPlacement, *, everything: bool) -> list[Node]:
    by_name = placement.world.by_name
    return [
        by_name[name]
        for name, outcome in placement.outcomes.items()
        if outcome.state is State.PENDING and (everything or _misses_company(outcome))
    ]


def _misses_company(outcome: Outcome) -> bool:
    return not outcome.reasons or any(reason.code in COMPANY and reason.reported for reason in outcome.reasons)


def _present(daemonset: DaemonSet, world: World) -> dict[str, list[Pod]]:
    present: dict[str, list[Pod]] = {}
    for pod in world.pods():
        if daemonset.owns(pod):
            present.setdefault(pod.node, []).append(pod)
    return present
