"""Where real control planes put pods, why not elsewhere, and whom they evicted."""

from __future__ import annotations

import copy
import re
from typing import Any, NamedTuple

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import VERSIONS, by_name, lines

FAMILIES = ("eligibility", "resources", "ports", "affinity", "spread", "preemption", "pods", "volumes", "mixed")
SEEN = [("", version) for version in VERSIONS] + [("fresh", "1.36")]

# A note of the plan: the order in which a DaemonSet's pods are created, which is random, decides.
RANDOM_ORDER = re.compile(
    r"which of (\d+) nodes get a pod depends .* is random; (\d+)(?: to (\d+))? are bound in total"
)
REASON = re.compile(r"\d+ (.+?)(?=, \d+ |\.$|\. )")
# What a pod pinned to one node says of all the others.
NOT_ITS_NODE = "node(s) didn't satisfy plugin(s) [NodeAffinity]"


def reasons_of(message: str) -> set[str]:
    """The scheduler's reasons in a FailedScheduling message, less those of nodes that the pod is not for."""
    head = message.split("available: ", 1)[-1].split(" preemption:", maxsplit=1)[0]
    head = head.removesuffix(" no new claims to deallocate,").removesuffix(" not found").rstrip(". ")
    found = {reason.strip() for reason in REASON.findall(f"{head}.")} - {NOT_ITS_NODE}
    return found or {head}


def told_by_scheduler(state: str) -> bool:
    """Whether a pending pod's message is that of an attempt to schedule it, and not of a gate or a failure to bind."""
    return "available: " in state


def full_name(value: dict[str, Any]) -> str:
    metadata = value["metadata"]
    return f"{metadata.get('namespace', 'default')}/{metadata['name']}"


def recorded_well(seen: dict[str, Any] | None) -> bool:
    """Whether the recording took all the objects that the scenario declares."""
    if seen is None or seen.get("unsettled"):
        return False
    return not any(key.startswith("object ") or key == "nodes" for key in seen["admission"])


@pytest.mark.parametrize(("within", "version"), SEEN)
@pytest.mark.parametrize("family", FAMILIES)
def test_where_pods_go(family: str, within: str, version: str, agreement: Agreement) -> None:
    agreement.within = within
    recordings = by_name(f"placement-seen-{version}", within)
    for scenario in lines("placement-cases", within):
        seen = recordings.get(scenario["name"])
        if scenario["family"] == family and recorded_well(seen):
            hold_scenario(agreement, version, scenario, seen)


def hold_scenario(agreement: Agreement, version: str, scenario: dict[str, Any], seen: dict[str, Any]) -> None:
    inventory = copy.deepcopy(scenario["nodes"] + scenario["objects"])
    plan = dslint.plan(copy.deepcopy(scenario["apply"]), inventory=inventory, kubernetes_version=version)
    plans = {f"{item.ref.namespace or 'default'}/{item.ref.name}": item for item in plan.workloads}
    for value in scenario["apply"]:
        key = full_name(value)
        case = f"{scenario['name']} {key}"
        if key in seen["admission"]:
            agreement.hold(group(scenario, version), case, True, bool(plans[key].rejected))
        elif value["kind"] == "DaemonSet":
            hold_daemonset(agreement, version, scenario, case, plans[key], seen["daemonsets"][key])
        else:
            hold_pod(agreement, version, scenario, case, plans[key], seen["pods"].get(key, "gone"))
    if version == "1.36":
        hold_winners(agreement, scenario, plans)
    if scenario["family"] == "preemption":
        hold_victims(agreement, version, scenario, seen, plan)


def group(scenario: dict[str, Any], version: str, part: str = "") -> str:
    return " ".join(filter(None, ("placement", scenario["family"], part, version)))


def hold_daemonset(
    agreement: Agreement, version: str, scenario: dict[str, Any], case: str, workload: Any, want: dict[str, Any]
) -> None:
    agreement.open(*(group(scenario, version, part) for part in ("", "counts", "reasons")))
    order = chance_of_order(workload)
    groups = {node: item for item in workload.placement for node in item.nodes}
    by_chance = 0
    for node in (item["metadata"]["name"] for item in scenario["nodes"]):
        real = want["nodes"].get(node)
        state = "excluded" if real is None else "bound" if real == "Bound" else "pending"
        held = groups.get(node)
        found = held and held.state.value
        if order and {state, found} == {"bound", "pending"}:
            by_chance += 1
            continue
        agreement.hold(group(scenario, version), f"{case} {node}", state, found)
        if state == "pending" == found and told_by_scheduler(real):
            reported = {reason.event for reason in held.reasons if reason.reported}
            agreement.hold(group(scenario, version, "reasons"), f"{case} {node}", reasons_of(real), reported)
    hold_counts(agreement, group(scenario, version, "counts"), case, workload, want, by_chance)


class ChanceOfOrder(NamedTuple):
    """On how many nodes the order of creation decides, and how many pods are bound in any order."""

    nodes: int
    minimum: int
    maximum: int


def chance_of_order(workload: Any) -> ChanceOfOrder | None:
    """What the plan notes."""
    for note in workload.notes:
        found = RANDOM_ORDER.search(note)
        if found:
            nodes, low, high = found.groups()
            return ChanceOfOrder(int(nodes), int(low), int(high or low))
    return None


def hold_counts(
    agreement: Agreement, name: str, case: str, workload: Any, want: dict[str, Any], by_chance: int
) -> None:
    """Where the order of creation decides, what was recorded lies within the plan's bounds."""
    bound = sum(state == "Bound" for state in want["nodes"].values())
    agreement.hold(name, f"{case} desired", want["desired"], workload.desired)
    order = chance_of_order(workload)
    if order:
        agreement.hold(name, f"{case} bounds", True, order.minimum <= bound <= order.maximum)
        agreement.hold(name, f"{case} nodes by chance", True, by_chance <= order.nodes)
        return
    counts = (bound, len(want["nodes"]) - bound)
    agreement.hold(name, case, counts, (workload.bound, workload.pending))


def best_nodes(workload: Any) -> set[str]:
    return {node for item in workload.placement if item.state.value in ("bound", "candidate") for node in item.nodes}


def hold_pod(agreement: Agreement, version: str, scenario: dict[str, Any], case: str, workload: Any, real: str) -> None:
    best = best_nodes(workload)
    agrees = not best if real.startswith("Pending") else real in best
    agreement.hold(group(scenario, version), case, real, real if agrees else sorted(best))


def hold_winners(agreement: Agreement, scenario: dict[str, Any], plans: dict[str, Any]) -> None:
    """The first Pod's tie is no wider than where six recordings put it; later ones hang on where the first went."""
    winners = by_name("placement-winners-1.36", agreement.within).get(scenario["name"])
    first = full_name(scenario["apply"][0])
    real = set(winners["pods"].get(first, [])) if winners else set()
    if real:
        best = best_nodes(plans[first])
        widest = 1 if len(real) == 1 else 2 * len(real)
        agreement.hold(group(scenario, "1.36", "winners"), scenario["name"], True, real <= best and len(best) <= widest)


def hold_victims(agreement: Agreement, version: str, scenario: dict[str, Any], seen: dict[str, Any], plan: Any) -> None:
    before = {full_name(value) for value in scenario["objects"] if value["kind"] == "Pod"}
    evicted = {
        f"{victim.namespace}/{victim.name}"
        for workload in plan.workloads
        for item in workload.placement
        for victim in item.evicts
    }
    agreement.hold(group(scenario, version, "victims"), scenario["name"], before - set(seen["pods"]), evicted)
