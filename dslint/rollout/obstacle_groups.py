"""The nodes that hold a rollout up, grouped by cause, each group with the change that removes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dslint.kubernetes.cluster import HOSTNAME, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity_text import show
from dslint.plans import Reason
from dslint.rollout.existing_pods import READY, FaultInjection
from dslint.rollout.scenario import Scenario

NAMED = 3
OWN_RULES = frozenset({"PodAntiAffinity", "ExistingPodAntiAffinity", "TopologySpread", "TopologySpreadLabel"})
"""Reasons that go with the template's own anti-affinity or spread constraints."""


class Case(NamedTuple):
    """A rollout to play."""

    scenario: Scenario
    injected: FaultInjection


class Remedy(NamedTuple):
    """What to do, as people read it, and the rollout once it is done. `rolls_back`: a bad version is the cause."""

    text: str
    applied: Callable[[Case], Case]
    rolls_back: bool = False


def remedies(case: Case, obstacles: Mapping[str, tuple[Reason, ...]]) -> list[Remedy]:
    """One for each cause; all of them together may free the rollout."""
    nodes = case.scenario.snapshot.by_name
    groups: dict[str, list[Node]] = {}
    for name, reasons in obstacles.items():
        groups.setdefault(_cause(nodes[name], reasons, case.injected), []).append(nodes[name])
    return [CAUSES[cause](case, found, obstacles) for cause, found in groups.items()]


def _cause(node: Node, reasons: Sequence[Reason], injected: FaultInjection) -> str:
    if node.shape.virtual:
        return "virtual"
    if reasons:
        codes = {reason.code for reason in reasons}
        return "own rules" if codes <= OWN_RULES else "requests" if codes == {"InsufficientResource"} else "no room"
    if node.shape.ready != READY:
        return "down"
    return "broken" if node.name in injected.broken else "not ready"


def _virtual(case: Case, nodes: Sequence[Node], _: object) -> Remedy:
    """A term that matches none of them and all others that should run it."""
    others = [node for node in _wanted(case.scenario) if node not in nodes]
    label = next(_distinguishing(nodes, others), None)
    if label is None:
        term = f"{HOSTNAME} NotIn [{names([node.name for node in nodes])}]"
    else:
        term = f"{label[0]} NotIn [{label[1]}]"
    text = f"exclude {names([node.name for node in nodes])} with a required node affinity ({term})"
    return Remedy(text, lambda case: _without(case, nodes))


def _distinguishing(nodes: Sequence[Node], others: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Labels that all of the nodes have, and none of the others."""
    for key, value in nodes[0].shape.labels.items():
        if all(node.label(key) == value for node in nodes) and all(node.label(key) != value for node in others):
            yield key, value


def _wanted(scenario: Scenario) -> list[Node]:
    decided = zip(scenario.context.nodes, scenario.context.decisions, strict=True)
    return [node for node, decision in decided if decision.should_run]


def _down(_case: Case, nodes: Sequence[Node], _: object) -> Remedy:
    return Remedy(f"bring back or remove {names([node.name for node in nodes])}", lambda case: _without(case, nodes))


def _broken(_case: Case, nodes: Sequence[Node], _: object) -> Remedy:
    healed = frozenset(node.name for node in nodes)

    def applied(case: Case) -> Case:
        injected = case.injected._replace(broken=case.injected.broken - healed)
        return case._replace(injected=injected)

    return Remedy(f"make it run on {names([node.name for node in nodes])}", applied, rolls_back=True)


def _not_ready(_case: Case, nodes: Sequence[Node], _: object) -> Remedy:
    return Remedy(f"make it run on {names([node.name for node in nodes])}", lambda case: _without(case, nodes))


def _own_rules(case: Case, _nodes: object, _: object) -> Remedy:
    """A DaemonSet has one pod on a node whatever its anti-affinity and spread constraints say."""
    spec = case.scenario.new.spec
    rules = ["required pod anti-affinity"] * bool(spec.required_anti_affinity)
    rules += ["topology spread constraints"] * bool(spec.spread_constraints)
    text = f"remove the {' and the '.join(rules) or 'rules'} (a DaemonSet has one pod on a node anyway)"

    def applied(case: Case) -> Case:
        changed = replace(case.scenario.new.spec, required_anti_affinity=(), spread_constraints=())
        return _with_pod(case, replace(case.scenario.new, spec=changed))

    return Remedy(text, applied)


def _requests(case: Case, nodes: Sequence[Node], _: object) -> Remedy:
    """Smaller requests, as large as what is free on each of these nodes."""
    scenario = case.scenario
    wanted = scenario.new.spec.requests
    free = _free(case, nodes, wanted)
    short = {name: amount for name, amount in free.items() if amount < wanted[name]}
    more = ", ".join(f"{name} {show(name, wanted[name] - amount)}" for name, amount in short.items())
    room = f"make room for {more} on {names([node.name for node in nodes])}"
    if not short or min(short.values()) <= 0:
        return Remedy(room, lambda case: _without(case, nodes))
    smaller = ", ".join(f"{name} {show(name, amount)}" for name, amount in short.items())
    asked = ", ".join(f"{name} {show(name, wanted[name])}" for name in short)

    def applied(case: Case) -> Case:
        pod = case.scenario.new
        spec = replace(pod.spec, requests={**wanted, **short}, held_requests={**pod.spec.held_requests, **short})
        return _with_pod(case, replace(pod, spec=spec))

    return Remedy(f"request at most {smaller} (now {asked}), or {room}", applied)


def _free(case: Case, nodes: Sequence[Node], wanted: Mapping[str, int]) -> dict[str, int]:
    """Of each resource the least that is free on one of the nodes; beside the old pods where new ones surge."""
    snapshot = case.scenario.snapshot
    surging = case.scenario.strategy.counts(len(nodes)).surge > 0
    held: dict[str, Mapping[str, int]] = {}
    if surging:
        held = {item.node: item.pod.spec.held_requests for item in case.scenario.existing}
    return {
        name: min(
            node.shape.allocatable.get(name, 0)
            - snapshot.state(node).requested.get(name, 0)
            - held.get(node.name, {}).get(name, 0)
            for node in nodes
        )
        for name in wanted
    }


def _no_room(_case: Case, nodes: Sequence[Node], obstacles: Mapping[str, tuple[Reason, ...]]) -> Remedy:
    messages = dict.fromkeys(reason.message for reason in obstacles[nodes[0].name])
    text = f"make it fit on {names([node.name for node in nodes])} ({'; '.join(messages)})"
    return Remedy(text, lambda case: _without(case, nodes))


CAUSES: Mapping[str, Callable[[Case, Sequence[Node], Mapping[str, tuple[Reason, ...]]], Remedy]] = {
    "virtual": _virtual,
    "down": _down,
    "broken": _broken,
    "not ready": _not_ready,
    "own rules": _own_rules,
    "requests": _requests,
    "no room": _no_room,
}


def _with_pod(case: Case, pod: Pod) -> Case:
    return case._replace(scenario=replace(case.scenario, new=pod))


def _without(case: Case, nodes: Iterable[Node]) -> Case:
    """The rollout on the other nodes."""
    scenario, gone = case.scenario, {node.name for node in nodes}
    context = scenario.context
    kept = [pair for pair in zip(context.nodes, context.decisions, strict=True) if pair[0].name not in gone]
    fewer = replace(context, nodes=[node for node, _ in kept], decisions=[decision for _, decision in kept])
    existing = [item for item in scenario.existing if item.node not in gone]
    return case._replace(scenario=replace(scenario, existing=existing, context=fewer))


def names(found: Sequence[str]) -> str:
    shown = ", ".join(found[:NAMED])
    return f"{shown} and {len(found) - NAMED} more" if len(found) > NAMED else shown
