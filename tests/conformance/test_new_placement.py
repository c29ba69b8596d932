"""Scenarios of admission, features, scores and volumes: where pods went, and which were refused."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.new_ground import VERSION, WITHIN, Recorded, by_full_name, full_name, inventory, recorded
from tests.conformance.test_placement import (
    best_nodes,
    group,
    hold_counts,
    hold_daemonset,
    reasons_of,
    told_by_scheduler,
)

ADMISSION = ("limitrange", "podnodeselector", "podsecurity", "priority", "quota", "runtimeclass")
FAMILIES = (*ADMISSION, "feat", "gtlt", "score2", "spread2", "volumes2")
FEATURE_GATES = {"gtlt": {"TaintTolerationComparisonOperators": True}}
GENERATED_NAME = re.compile(r'"d0-\w*"')
WORDS_COMPARED = 60
PARTS = ("", "counts", "reasons", "rejected words", "refusal words", "pod", "pod reasons", "tight")


@pytest.mark.parametrize("family", FAMILIES)
def test_where_pods_go_and_which_are_refused(family: str, agreement: Agreement) -> None:
    agreement.within = WITHIN
    for each in recorded(family):
        plan = dslint.plan(
            copy.deepcopy(each.scenario["apply"]),
            inventory=inventory(each.scenario),
            kubernetes_version=VERSION,
            feature_gates=FEATURE_GATES.get(family),
        )
        plans = by_full_name(plan)
        for value in each.scenario["apply"]:
            hold_workload(agreement, each, value, plans[full_name(value)])


def hold_workload(agreement: Agreement, each: Recorded, value: dict[str, Any], workload: Any) -> None:
    scenario, seen, key = each.scenario, each.outcomes[0], full_name(value)
    case = f"{each.name} {key}"
    agreement.open(*(group(scenario, VERSION, part) for part in PARTS))
    refused = seen["admission"].get(key)
    agreement.hold(group(scenario, VERSION, "rejected"), case, bool(refused), bool(workload.rejected))
    if refused:
        hold_rejection(agreement, group(scenario, VERSION, "rejected words"), case, refused["message"], workload)
    elif workload.rejected:
        return
    elif value["kind"] == "DaemonSet":
        hold_created(agreement, scenario, case, workload, seen["daemonsets"][key])
    else:
        hold_pod(agreement, each, key, workload)


def hold_rejection(agreement: Agreement, name: str, case: str, message: str, workload: Any) -> None:
    """One of the plan's reasons is the server's, or begins like it."""
    told = [finding.message for finding in workload.rejected]
    if told:
        agrees = any(words[:WORDS_COMPARED] in message for words in told)
        agreement.hold(name, case, message, message if agrees else told)


def hold_created(
    agreement: Agreement, scenario: dict[str, Any], case: str, workload: Any, want: dict[str, Any]
) -> None:
    """Under a quota chance decides which nodes get a pod; how many is not."""
    failures = want.get("failedCreate") or ()
    if failures and scenario["family"] == "quota":
        hold_counts(agreement, group(scenario, VERSION, "counts"), case, workload, want, 0)
    else:
        hold_daemonset(agreement, VERSION, scenario, case, workload, want)
    if failures:
        wanted = in_short(failures[0].removeprefix("Error creating: "))
        told = in_short(" || ".join(told_of(workload)))
        name = group(scenario, VERSION, "refusal words")
        agreement.hold(name, case, wanted, wanted if wanted in told else told[:600])


def told_of(workload: Any) -> Iterable[str]:
    yield from workload.notes
    yield from (reason.message for item in workload.placement for reason in item.reasons)


def in_short(message: str) -> str:
    """Without the name that the server generates, and what precedes the reason."""
    return GENERATED_NAME.sub('"d0"', message.split(" is forbidden: ", 1)[-1])


def hold_pod(agreement: Agreement, each: Recorded, key: str, workload: Any) -> None:
    """Each node that took the pod is among the best, and they are not many more."""
    real = {outcome["pods"].get(key, "gone") for outcome in each.outcomes}
    pending = {state for state in real if state.startswith("Pending")}
    best, case = best_nodes(workload), f"{each.name} {key}"
    agrees = not best if pending else real <= best
    agreement.hold(group(each.scenario, VERSION, "pod"), case, sorted(real), sorted(real if agrees else best))
    if pending and not best and all(map(told_by_scheduler, pending)):
        told = {reason.event for item in workload.placement for reason in item.reasons if reason.reported}
        wanted = set().union(*map(reasons_of, pending))
        agreement.hold(group(each.scenario, VERSION, "pod reasons"), case, wanted, told)
    if not pending and len(each.outcomes) > 1:
        widest = 2 * len(real)
        agreement.hold(group(each.scenario, VERSION, "tight"), case, True, len(best) <= widest)
