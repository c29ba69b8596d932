"""Dumps taken amid a rollout, with failed, doubled, missing and terminating pods, and the change applied then."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.new_ground import VERSION, WITHIN, Recorded, planned_turns, recorded, recorded_turns, updated

DAEMONSET = "default/d0"
# The plan is made from the dump alone, or with the manifest that runs as --from too.
RUNNING = ("dump", "manifest")


@pytest.mark.parametrize("running", RUNNING)
@pytest.mark.parametrize("family", ["mid", "mess"])
def test_a_dump_goes_on_as_the_cluster_did(family: str, running: str, agreement: Agreement) -> None:
    agreement.within = WITHIN
    for each in recorded(family):
        if not each.outcomes[0].get("admission"):
            hold_scenario(agreement, f"{family} {running}", each, running)


def hold_scenario(agreement: Agreement, group: str, each: Recorded, running: str) -> None:
    scenario, outcome = each.scenario, each.outcomes[0]
    plan = dslint.plan(
        [copy.deepcopy(scenario["third"])],
        inventory=[copy.deepcopy(outcome["dump"])],
        baseline=[copy.deepcopy(scenario["after"])] if running == "manifest" else None,
        kubernetes_version=VERSION,
        broken=scenario.get("broken", ()),
        trace=True,
    )
    rollout: Any = plan.workloads[0].rollout
    assert rollout is not None
    real, trace = recorded_turns(outcome["steps"], DAEMONSET), planned_turns(rollout)
    agreement.hold(f"{group} first turn", each.name, real[0], trace[0] if trace else None)
    number = updated(outcome["steps"][-1]["sets"][DAEMONSET])
    low, high = rollout.updated.minimum, rollout.updated.maximum
    agreement.hold(f"{group} bounds", each.name, number, number if low <= number <= high else [low, high])
    if not scenario.get("broken"):
        agreement.hold(f"{group} steps", each.name, real, trace)
