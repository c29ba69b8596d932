"""The rollouts of several DaemonSets that change at once, where they take room from each other.

What each of them does is the likeliest of the courses that they may take, with the bounds of all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot
from dslint.plans import Bounds, Rollout
from dslint.rollout.blocked import refused
from dslint.rollout.contention import may_contend
from dslint.rollout.joint_blocked import Stall, blocked
from dslint.rollout.joint_courses import (
    JointResult,
    JointScenario,
    Key,
    Member,
    Order,
    chosen_results,
    drawn_results,
    likeliest,
)
from dslint.rollout.obstacle_groups import Case
from dslint.rollout.remedies import frees
from dslint.rollout.rollback import rollback
from dslint.rollout.rollout_plan import rollout_of, scenario_of
from dslint.rollout.scenario import Scenario, ScenarioResult
from dslint.rollout.state import DaemonNode

if TYPE_CHECKING:
    from dslint.placement.preemption import Eviction

MOST_NODES_TO_DRAW = 200
"""With more nodes, counted once for each DaemonSet, no orders are drawn."""


class JointRollouts(NamedTuple):
    """The course that is shown, and by key of the DaemonSet its rollout and the victims of its pods by node."""

    shown: JointResult
    rollouts: dict[Key, Rollout]

    def evicted(self, key: Key) -> dict[str, tuple[Eviction, ...]]:
        name = "/".join(key[1:])
        return {node: tuple(found) for (whose, node), found in self.shown.evicted.items() if whose == name}

    def apply(self, snapshot: Snapshot) -> None:
        """Leave the snapshot as the course ends. It holds all pods but those of the DaemonSets."""
        for victim in self.shown.ended:
            snapshot.remove(victim)
        for pod in self.shown.bound:
            snapshot.add(pod)


def plan_together(
    members: Sequence[Member],
    snapshot: Snapshot,
    *,
    waiting: Sequence[Pod] = (),
    begin: Callable[[], None] = lambda: None,
    trace: bool = False,
) -> JointRollouts | None:
    """None where no DaemonSet takes room from another: each can be planned by itself.

    `waiting` are pending pods of other workloads. The snapshot holds the nodes as they are now and all pods but those
    of the DaemonSets; it is restored. `begin` is called before each course.
    """
    scenarios = [scenario_of(member.change, member.present, snapshot) for member in members]
    if not (waiting or may_contend(scenarios, snapshot)):
        return None
    small = sum(len(scenario.context.nodes) for scenario in scenarios) <= MOST_NODES_TO_DRAW
    joint = JointScenario(members, scenarios, snapshot, waiting, begin=begin, trace=trace or small)
    first = [joint.play(Order()), joint.play(Order(opposed=True))]
    if not any(play.contended for play in first):
        return None
    plays = [*first, *chosen_results(joint, first)]
    drawn = list(drawn_results(joint, plays)) if small else []
    likely = likeliest([*drawn, *plays]) if small else plays[0]
    plays += drawn
    return JointRollouts(
        likely,
        {
            member.key: _rollout(index, members, scenarios[index], likely, plays, trace=trace)
            for index, member in enumerate(members)
        },
    )


def _rollout(
    index: int,
    members: Sequence[Member],
    scenario: Scenario,
    shown: JointResult,
    plays: Sequence[JointResult],
    *,
    trace: bool,
) -> Rollout:
    member, names = members[index], [each.name for each in members]
    results = [play.results[index] for play in plays]
    counts = [result.updated for result in results]
    stalls = [
        Stall(play.results[index], play.obstructions[index], play.waiting_for(member.name, names))
        for play in plays
        if _stalls(scenario, play.results[index])
    ]
    refusal = shown.results[index].course.refusal
    hindered = None
    if refusal is not None and scenario.strategy.rolls:
        further = any(node.should_run and node.live(new=False) for node in shown.results[index].nodes)
        hindered = refused(results, refusal, further=further)
    elif stalls:
        always = len(stalls) == len(plays)
        changing = frozenset(each.name for each in members if each.change.rolls)
        worst = min(stalls, key=_updated)
        worst = worst._replace(alone=_alone(index, members, scenario), rollback=rollback(scenario, worst.result))
        hindered = blocked(member.name, scenario.strategy, worst, changing, always=always)
    found = rollout_of(member.change, scenario, shown.results[index], Bounds(min(counts), max(counts)), hindered)
    return found if trace else found._replace(steps=None)


def _alone(index: int, members: Sequence[Member], scenario: Scenario) -> bool:
    """Whether this member's rollout gets through while the pods of the others stay as they are."""
    others = [item.pod for place, member in enumerate(members) if place != index for item in member.present]
    staying = [pod for pod in others if pod.node]
    for pod in staying:
        scenario.snapshot.add(pod)
    budget = scenario.strategy.counts(len(scenario.context.nodes)).unavailable
    found = frees(Case(scenario, members[index].change.injected), budget)
    for pod in staying:
        scenario.snapshot.remove(pod)
    return found


def _updated(stall: Stall) -> tuple[int, bool]:
    return stall.result.updated, not stall.obstructions


def _stalls(scenario: Scenario, result: ScenarioResult) -> bool:
    """Whether old pods are left that the strategy should have replaced, or no new pod is bound anywhere."""
    wanted = [node for node in result.nodes if node.should_run]
    if not scenario.rolls or not wanted:
        return False
    return any(node.live(new=False) for node in wanted) or all(map(_waits, wanted))


def _waits(node: DaemonNode) -> bool:
    return bool(node.pods) and not any(pod.bound for pod in node.pods)
