"""What a plan advises is true: who follows it and plans again finds what was promised."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from dslint.planner import plan_versions
from tests.properties.clusters import LONE_UPDATES, LONERS, Object, Situation, rolling
from tests.properties.examples import few
from tests.properties.planned import (
    Json,
    planned,
    reasons,
    rollout,
    states,
    without_order,
    without_sentences,
    workload,
)

Follow = Callable[[Situation, re.Match[str]], Situation]


def tolerate(situation: Situation, told: re.Match[str]) -> Situation:
    key, value, effect = told.group("key", "value", "effect")
    toleration = {"key": key, "operator": "Equal", "value": value or "", "effect": effect}
    return situation.with_template(tolerations=[*spec_of(situation)["tolerations"], toleration])


def select(situation: Situation, told: re.Match[str]) -> Situation:
    selector = {**spec_of(situation)["nodeSelector"], told["key"]: told["value"]}
    return situation.with_template(nodeSelector=selector)


def select_less(situation: Situation, told: re.Match[str]) -> Situation:
    selector = {key: value for key, value in spec_of(situation)["nodeSelector"].items() if key != told["key"]}
    return situation.with_template(nodeSelector=selector)


def request_less(situation: Situation, told: re.Match[str]) -> Situation:
    (container,) = spec_of(situation)["containers"]
    requests = {**container["resources"]["requests"], told["resource"]: told["amount"]}
    return situation.with_template(containers=[{**container, "resources": {"requests": requests}}])


def rank_higher(situation: Situation, told: re.Match[str]) -> Situation:
    priority: Object = {
        "apiVersion": "scheduling.k8s.io/v1",
        "kind": "PriorityClass",
        "metadata": {"name": "higher"},
        "value": int(told["priority"]) + 1,
    }
    ranked = situation.with_template(priorityClassName="higher")
    return ranked._replace(pods=[*situation.pods, priority])


CURES: tuple[tuple[str, Follow], ...] = (
    (r"tolerate (?P<key>[^=:;]+)(=(?P<value>[^:;]*))?:(?P<effect>\w+)", tolerate),
    (r"the nodes have (?P<key>\S+)=(?P<value>\S+); select that", select),
    (r"label the nodes \S+, or remove (?P<key>\S+) from nodeSelector", select_less),
    (r"(\w+ \w+ is missing: )?request at most (?P<resource>\w+) (?P<amount>\w+)", request_less),
    (r"(\w+ \w+ is missing: )?use a priority class above (?P<priority>\d+), which would evict", rank_higher),
)


def spec_of(situation: Situation) -> Json:
    return situation.new["spec"]["template"]["spec"]


def cured(situation: Situation, advice: str) -> Situation:
    for pattern, follow in CURES:
        told = re.match(pattern, advice)
        if told:
            return follow(situation, told)
    raise AssertionError(f"no test follows the advice: {advice}")


@few(10)
@given(LONERS)
def test_who_follows_the_advice_under_a_reason_gets_the_pods(situation: Situation) -> None:
    groups = [(group, advised(group)) for group in workload(planned(situation))["placement"]]
    for group, advice in groups:
        followed = situation
        for one in advice:
            followed = cured(followed, one)
        if advice:
            again = workload(planned(followed))["placement"]
            running = {node for one in again if one["state"] == "bound" or one["evicts"] for node in one["nodes"]}
            assert running >= set(group["nodes"]), advice


def advised(group: Json) -> list[str]:
    return [reason["help"] for reason in group["reasons"] if reason.get("help")]


def offers(course: Json) -> Iterator[str]:
    yield from course["blocked"]["help"].split(", or ")


def unblocked(situation: Situation, offer: str) -> Situation | None:
    """None for an offer that is not about the manifest, or not about it alone."""
    raised = re.fullmatch(r"set max(Unavailable|Surge) to at least (\d+)( \(\d+%\))?", offer)
    if raised:
        nodes = int(raised[2])
        return situation.with_strategy(rolling(nodes) if raised[1] == "Unavailable" else rolling(0, nodes))
    if offer == "set maxSurge to 0 and maxUnavailable to 1, so that the old pod is deleted first":
        return situation.with_strategy(rolling(1))
    removed = re.fullmatch(r"bring back or remove (n\d(?:, n\d)*(?: and n\d)?)", offer)
    if removed:
        gone = set(re.findall(r"n\d", removed[1]))
        pods = [pod for pod in situation.pods if pod["spec"]["nodeName"] not in gone]
        return situation._replace(
            nodes=[node for node in situation.nodes if node["metadata"]["name"] not in gone], pods=pods
        )
    return None


@few(10)
@given(LONE_UPDATES)
def test_who_follows_the_advice_about_a_blocked_rollout_is_not_blocked(situation: Situation) -> None:
    course = rollout(planned(situation))
    assume(course is not None and course["blocked"] is not None)
    for offer in offers(course):
        followed = unblocked(situation, offer)
        if followed is not None:
            assert rollout(planned(followed))["blocked"] is None, offer


CHANGES: tuple[tuple[str, Callable[[Object], Any]], ...] = (
    ("cordon n0", lambda node: node["spec"].update(unschedulable=True)),
    ("uncordon n0", lambda node: node["spec"].pop("unschedulable", None)),
    ("label n0 pool=b", lambda node: node["metadata"]["labels"].update(pool="b")),
    ("unlabel n0 pool", lambda node: node["metadata"]["labels"].pop("pool", None)),
    ("taint n0 odd=one:NoSchedule", lambda node: node["spec"]["taints"].append(ODD)),
)
ODD = {"key": "odd", "value": "one", "effect": "NoSchedule"}


@few(6)
@given(LONERS, st.sampled_from(CHANGES))
def test_what_if_is_the_plan_for_the_changed_nodes(
    situation: Situation, change: tuple[str, Callable[[Object], Any]]
) -> None:
    operation, apply = change
    asked = plan_versions(
        [situation.new],
        inventory=situation.inventory,
        baseline=[situation.old] if situation.old else None,
        versions=[situation.version],
        what_if=[operation],
    ).to_dict()
    changed = copy.deepcopy(situation.nodes)
    apply(changed[0])
    told = planned(situation, inventory_after=[*changed, *situation.pods])
    assert by_node(asked["whatIf"]["plan"]) == by_node(told)
    assert workload(asked["whatIf"]["plan"])["verdict"]["level"] == workload(told)["verdict"]["level"]


def by_node(plan: Json) -> tuple[Any, ...]:
    """The states, reasons and course, whatever groups of nodes are told together."""
    course = copy.deepcopy(rollout(plan))
    if course:
        course.get("unavailable", {}).pop("pools", None)
    return states(plan), reasons(plan), without_order(without_sentences(course))
