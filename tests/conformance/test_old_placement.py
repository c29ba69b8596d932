"""Where the DaemonSet controller of 1.9 put pods, which scheduled them itself."""

from __future__ import annotations

import copy
from typing import Any

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import by_name, lines
from tests.conformance.test_placement import full_name

VERSION = "1.9"


def test_which_nodes_get_a_pod_of_the_controller_itself(agreement: Agreement) -> None:
    recordings = by_name(f"placement-seen-{VERSION}")
    for scenario in lines("placement-old-cases"):
        states = planned_states(scenario)
        for key, nodes in recordings[scenario["name"]]["daemonsets"].items():
            for node, state in nodes.items():
                # "excluded, would continue": the controller creates none, and would leave one that runs.
                wanted = state.partition(",")[0]
                group = f"placement old {scenario['family']} {VERSION}"
                agreement.hold(group, f"{scenario['name']} {key} {node}", wanted, states[key].get(node))


def planned_states(scenario: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The state of each node, by DaemonSet."""
    inventory = copy.deepcopy(scenario["nodes"] + scenario["objects"])
    plan = dslint.plan(copy.deepcopy(scenario["apply"]), inventory=inventory, kubernetes_version=VERSION)
    return {
        full_name({"metadata": {"name": one.ref.name, "namespace": one.ref.namespace or "default"}}): {
            node: group.state.value for group in one.placement for node in group.nodes
        }
        for one in plan.workloads
    }
