"""How real DaemonSet controllers rolled a change out, turn by turn."""

from __future__ import annotations

import collections
import copy
from typing import Any

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import VERSIONS, by_name, lines

SEEN = [("", version) for version in VERSIONS] + [("fresh", "1.36")]


def milli_cpu(text: str) -> int:
    return int(text[:-1]) if text.endswith("m") else int(text) * 1000


def cpu_request(daemonset: dict[str, Any]) -> int:
    return milli_cpu(daemonset["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["cpu"])


def hangs_on_chance(scenario: dict[str, Any]) -> bool:
    """Whether the outcome depends on which nodes the real controller happens to take first."""
    before, after = scenario["before"]["spec"], scenario["after"]["spec"]
    if before["template"] == after["template"]:
        return False
    need = cpu_request(scenario["after"])
    if (after.get("updateStrategy", {}).get("rollingUpdate") or {}).get("maxSurge"):
        need += cpu_request(scenario["before"])
    smallest = min(milli_cpu(node["status"]["allocatable"]["cpu"]) for node in scenario["nodes"])
    return loses_nodes(scenario) or bool(scenario.get("broken")) or smallest < need


def loses_nodes(scenario: dict[str, Any]) -> bool:
    """Whether a new taint keeps pods off nodes: an old pod stays there until its turn comes, in no fixed order."""
    patches = scenario.get("nodes_after", {}).values()
    taints = [taint for patch in patches for taint in patch.get("spec", {}).get("taints", [])]
    return any(taint["effect"] == "NoSchedule" for taint in taints)


def nodes_after(scenario: dict[str, Any]) -> list[dict[str, Any]] | None:
    if not scenario.get("nodes_after"):
        return None
    nodes = copy.deepcopy(scenario["nodes"])
    for node in nodes:
        node["spec"].update(scenario["nodes_after"].get(node["metadata"]["name"], {}).get("spec", {}))
    return nodes


@pytest.mark.parametrize(("within", "version"), SEEN)
def test_how_a_change_spreads(within: str, version: str, agreement: Agreement) -> None:
    agreement.within = within
    recordings = by_name(f"rollout-seen-{version}", within)
    for scenario in lines("rollout-cases", within):
        seen = recordings.get(scenario["name"])
        if seen is not None and "has been modified" not in seen.get("rejected", ""):
            hold_scenario(agreement, version, scenario, seen)


def hold_scenario(agreement: Agreement, version: str, scenario: dict[str, Any], seen: dict[str, Any]) -> None:
    plan = dslint.plan(
        [copy.deepcopy(scenario["after"])],
        inventory=copy.deepcopy(scenario["nodes"]),
        baseline=[copy.deepcopy(scenario["before"])],
        inventory_after=nodes_after(scenario),
        kubernetes_version=version,
        unready=scenario.get("unready", ()),
        broken=scenario.get("broken", ()),
        trace=True,
    )
    name, workload = scenario["name"], plan.workloads[0]
    if seen.get("rejected"):
        agreement.hold(f"rollout rejected {version}", name, True, bool(workload.rejected))
        return
    rollout = workload.rollout
    assert rollout is not None
    last = seen["steps"][-1]["nodes"].values()
    updated = sum(any(state.startswith("new") for state in states) for states in last)
    low, high = rollout.updated.minimum, rollout.updated.maximum
    if hangs_on_chance(scenario):
        agreement.hold(f"rollout bounds {version}", name, True, low <= updated <= high)
        agreement.hold(f"rollout bounds narrow {version}", name, True, high - low < len(scenario["nodes"]))
    else:
        agreement.hold(f"rollout end {version}", name, (updated, updated), (low, high))
        agreement.hold(f"rollout steps {version}", name, recorded_steps(seen), planned_steps(rollout))


def recorded_steps(seen: dict[str, Any]) -> list[dict[str, int]]:
    return [
        dict(collections.Counter(state for states in step["nodes"].values() for state in states))
        for step in seen["steps"]
    ]


def planned_steps(rollout: Any) -> list[dict[str, int]]:
    return [{state: len(nodes) for state, nodes in step.states.items() if nodes} for step in rollout.steps or ()]
