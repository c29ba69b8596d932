"""Recordings of whole scenarios by family: what a scenario declares, and what a 1.36 control plane did with it.

Where a scenario was recorded several times and the outcomes differ, chance decides, and each of them is right.
"""

from __future__ import annotations

import collections
import copy
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tests.conformance.recordings import by_name, lines

VERSION = "1.36"
WITHIN = "new"
# The scenarios are whole clusters: of these kinds nothing but what they declare was there.
WHOLE = {
    "apiVersion": "dslint.dev/v1",
    "kind": "Inventory",
    "spec": {
        "complete": [
            *("PriorityClass", "RuntimeClass", "StorageClass", "PersistentVolume", "PersistentVolumeClaim"),
            *("ResourceClaim", "ResourceClaimTemplate", "DeviceClass", "ResourceSlice"),
        ]
    },
}
REFUSED_NODE = re.compile(r'^Node "([^"]+)" is invalid')

Turns = list[dict[str, int]]
"""How many nodes are in each state, turn by turn."""


class Recorded(NamedTuple):
    """A scenario with the outcomes that were recorded."""

    scenario: dict[str, Any]
    outcomes: list[dict[str, Any]]

    @property
    def name(self) -> str:
        return self.scenario["name"]


def recorded(family: str) -> Iterator[Recorded]:
    """The scenarios of a family as the server took them, less recordings that failed."""
    outcomes = collections.defaultdict(list)
    for outcome in lines(f"{family}-seen-{VERSION}", WITHIN):
        if not outcome.get("failed"):
            outcomes[outcome["name"]].append(outcome)
    for name, scenario in by_name(f"{family}-cases", WITHIN).items():
        if outcomes[name]:
            yield Recorded(taken(scenario, outcomes[name][0].get("admission") or {}), outcomes[name])


def taken(scenario: dict[str, Any], admission: Mapping[str, Any]) -> dict[str, Any]:
    """The scenario without the nodes that the server refused; of other objects the plan finds out itself."""
    messages = admission.get("nodes") or ()
    absent = {found[1] for message in messages if (found := REFUSED_NODE.match(message))}
    return {**scenario, "nodes": [node for node in scenario["nodes"] if node["metadata"]["name"] not in absent]}


def full_name(value: Mapping[str, Any]) -> str:
    metadata = value["metadata"]
    return f"{metadata.get('namespace', 'default')}/{metadata['name']}"


def by_full_name(plan: Any) -> dict[str, Any]:
    return {f"{item.ref.namespace or 'default'}/{item.ref.name}": item for item in plan.workloads}


def inventory(scenario: Mapping[str, Any]) -> list[dict[str, Any]]:
    return copy.deepcopy([*scenario["nodes"], *scenario["objects"], WHOLE])


def turns(counts: Iterator[dict[str, int]]) -> Turns:
    """The turns that change something."""
    return [count for count, _ in itertools.groupby(counts)]


def recorded_turns(steps: list[dict[str, Any]], key: str) -> Turns:
    """The turns of one DaemonSet."""
    return turns(dict(collections.Counter(itertools.chain(*step["sets"].get(key, {}).values()))) for step in steps)


def planned_turns(rollout: Any) -> Turns:
    return turns({state: len(nodes) for state, nodes in step.states.items() if nodes} for step in rollout.steps or ())


def updated(states: Mapping[str, list[str]]) -> int:
    """How many nodes have a new pod."""
    return sum(any(state.startswith("new") for state in pods) for pods in states.values())
