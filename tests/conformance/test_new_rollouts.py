"""Scenarios of rollouts: several DaemonSets, waiting pods, preemption, nodes that change, quota and refused pods."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.new_ground import (
    VERSION,
    WHOLE,
    WITHIN,
    Recorded,
    by_full_name,
    full_name,
    inventory,
    planned_turns,
    recorded,
    recorded_turns,
    updated,
)
from tests.conformance.test_rollout import loses_nodes

FAMILIES = tuple(f"roll-{name}" for name in ("a", "a2", "b", "c", "f", "h", "i", "q", "x0", "x1"))
PARTS = ("placement", "bounds", "steps", "end", "blocked", "stuck", "victims")
NODE_CHANGES = ("nodes_after", "add_nodes", "remove_nodes")


def nodes_after(scenario: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes once the change is applied."""
    kept = []
    for node in copy.deepcopy(scenario["nodes"]):
        patch = scenario.get("nodes_after", {}).get(node["metadata"]["name"], {})
        node["spec"].update(patch.get("spec", {}))
        node["metadata"]["labels"].update(patch.get("metadata", {}).get("labels", {}))
        if node["metadata"]["name"] not in scenario.get("remove_nodes", ()):
            kept.append(node)
    return kept + copy.deepcopy(scenario.get("add_nodes", []))


def planned(scenario: dict[str, Any]) -> Any:
    after = None
    if not scenario.keys().isdisjoint(NODE_CHANGES):
        after = [*nodes_after(scenario), *copy.deepcopy([*scenario["objects"], WHOLE])]
    return dslint.plan(
        copy.deepcopy(scenario["after"]),
        inventory=inventory(scenario),
        baseline=copy.deepcopy(scenario["before"]),
        inventory_after=after,
        kubernetes_version=VERSION,
        unready=scenario.get("unready", ()),
        broken=scenario.get("broken", ()),
        trace=True,
    )


@pytest.mark.parametrize("family", FAMILIES)
def test_how_changes_spread(family: str, agreement: Agreement) -> None:
    agreement.within = WITHIN
    agreement.open(*(f"{family} {part}" for part in PARTS))
    for each in recorded(family):
        well = [outcome for outcome in each.outcomes if not outcome.get("admission")]
        if well:
            hold_scenario(agreement, family, each._replace(outcomes=well))


def hold_scenario(agreement: Agreement, family: str, each: Recorded) -> None:
    plan = planned(each.scenario)
    plans = by_full_name(plan)
    for daemonset in each.scenario["after"]:
        key = full_name(daemonset)
        hold = Held(agreement, family, each, daemonset, plans[key])
        if plans[key].rollout is None:
            hold.placement_alone()
        else:
            hold.bounds()
            hold.turns()
            hold.end()
    told = each.scenario["objects"] and "left" in each.outcomes[0] and family != "roll-f"
    if told and not any(map(by_chance, plan.workloads)):
        hold_victims(agreement, family, each, plan)


class Held:
    """One DaemonSet's plan, held against the recorded outcomes."""

    def __init__(
        self, agreement: Agreement, family: str, each: Recorded, daemonset: dict[str, Any], workload: Any
    ) -> None:
        self.agreement, self.family, self.daemonset, self.workload = agreement, family, daemonset, workload
        self.key = full_name(daemonset)
        self.case = f"{each.name} {self.key}"
        self.broken = bool(each.scenario.get("broken"))
        self.in_any_order = loses_nodes(each.scenario)
        self.recorded = [recorded_turns(outcome["steps"], self.key) for outcome in each.outcomes]
        self.finals = [outcome["steps"][-1]["sets"].get(self.key, {}) for outcome in each.outcomes]

    def hold(self, part: str, wanted: Any, got: Any) -> None:
        self.agreement.hold(f"{self.family} {part}", self.case, wanted, got)

    def one_of(self, part: str, outcomes: list[Any], got: Any) -> None:
        """The plan's answer is one of the recorded outcomes."""
        self.hold(part, outcomes, outcomes if got in outcomes else got)

    def placement_alone(self) -> None:
        real = [{node: in_short(states) for node, states in final.items()} for final in self.finals]
        found = {node: item.state.value for item in self.workload.placement for node in item.nodes}
        self.one_of("placement", real, {node: state for node, state in found.items() if state in ("bound", "pending")})

    def bounds(self) -> None:
        """They hold all recorded outcomes."""
        real = sorted({updated(final) for final in self.finals})
        low, high = self.workload.rollout.updated.minimum, self.workload.rollout.updated.maximum
        self.hold("bounds", real, real if low <= real[0] and real[-1] <= high else [low, high])

    def turns(self) -> None:
        """The trace is one of the recorded outcomes, and ends like one of them; chance may take another order."""
        if self.in_any_order or by_chance(self.workload):
            return
        trace = planned_turns(self.workload.rollout)
        self.one_of("steps", self.recorded, trace)
        self.one_of("end", [turns[-1] for turns in self.recorded], trace[-1] if trace else None)

    def end(self) -> None:
        """A rollout that is done ends where the plan says; one that is blocked was seen to stall."""
        done = [complete(final) for final in self.finals]
        blocked = self.workload.rollout.blocked
        if all(done) and not blocked:
            bound = {node for item in self.workload.placement if item.state.value == "bound" for node in item.nodes}
            self.one_of("placement", [set(final) for final in self.finals], bound)
        if blocked and not by_chance(self.workload):
            self.hold("blocked", False, all(done))
        elif not blocked and not self.broken and self.workload.rollout.changed and not self.on_delete():
            stuck = all("old" in " ".join(itertools.chain(*final.values())) for final in self.finals)
            self.hold("stuck", False, stuck)

    def on_delete(self) -> bool:
        return self.daemonset["spec"].get("updateStrategy", {}).get("type") == "OnDelete"


def by_chance(workload: Any) -> bool:
    """Whether the plan says that the order in which the controller takes the nodes decides how far a rollout gets."""
    bounds = workload.rollout and workload.rollout.updated
    return bool(bounds) and bounds.minimum < bounds.maximum


def in_short(states: list[str]) -> str:
    return "pending" if all("pending" in state for state in states) else "bound"


def complete(final: dict[str, list[str]]) -> bool:
    return set(itertools.chain(*final.values())) <= {"new ready"}


def hold_victims(agreement: Agreement, family: str, each: Recorded, plan: Any) -> None:
    before = {full_name(value) for value in each.scenario["objects"] if value["kind"] == "Pod"}
    evicted = {
        f"{victim.namespace}/{victim.name}"
        for workload in plan.workloads
        for item in workload.placement
        for victim in item.evicts
    }
    real = [before - set(outcome["left"]) for outcome in each.outcomes]
    agrees = evicted & before in real
    agreement.hold(f"{family} victims", each.name, real, real if agrees else evicted & before)
