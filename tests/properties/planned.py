"""Plans of situations, as what is compared: states and reasons by node, and the figures of a rollout."""

from __future__ import annotations

from typing import Any

import dslint
from tests.properties.clusters import Situation

Json = dict[str, Any]


def planned(situation: Situation, **options: Any) -> Json:
    """The JSON of its plan."""
    arguments: Json = {
        "inventory": situation.inventory,
        "baseline": None if situation.old is None else [situation.old],
        "kubernetes_version": situation.version,
        **options,
    }
    return dslint.plan([situation.new], **arguments).to_dict()


def workload(plan: Json) -> Json:
    (only,) = plan["workloads"]
    return only


def states(plan: Json) -> dict[str, str]:
    """By node: what becomes of the DaemonSet's pod there."""
    return {node: group["state"] for group in workload(plan)["placement"] for node in group["nodes"]}


def reasons(plan: Json) -> dict[str, frozenset[str]]:
    """By node: the codes of what keeps the pod away."""
    return {
        node: frozenset(reason["code"] for reason in group["reasons"])
        for group in workload(plan)["placement"]
        for node in group["nodes"]
    }


def without_order(plan: Any) -> Any:
    """The plan with every list of it sorted: what is listed counts, and not where."""
    if isinstance(plan, dict):
        if "highest" in plan:
            # Of nodes that hold equally much, the first is named.
            plan = {**plan, "highest": [{**most, "node": ""} for most in plan["highest"]]}
        return {name: without_order(item) for name, item in plan.items()}
    if isinstance(plan, list):
        return sorted(map(without_order, plan), key=repr)
    return plan


def rollout(plan: Any) -> Any:
    """The rollout of its workload; None if there is none, or if the server takes the workload not at all."""
    return workload(plan)["rollout"]


SENTENCES = {"blocked": "message", "findings": "message", "expectations": "message", "verdict": "reason"}
"""By the name of what holds them: sentences, which name nodes in the order of the inventory, and in its groups."""


def without_sentences(plan: Any, within: str = "") -> Any:
    """The plan without what it says in so many words of what its figures say."""
    if isinstance(plan, dict):
        left = {name: item for name, item in plan.items() if name != SENTENCES.get(within)}
        return {name: without_sentences(item, name) for name, item in left.items()}
    return [without_sentences(item, within) for item in plan] if isinstance(plan, list) else plan
