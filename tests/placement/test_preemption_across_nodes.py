"""Which node a Pod preempts on: each rule of pickOneNodeForPreemption decides where those before it leave a tie.

Kubernetes: pkg/scheduler/framework/preemption/preemption.go. Every case names the rule that decides, and has the nodes
in both orders: of equals the scheduler takes one at random, so both stand in the plan.
"""

from __future__ import annotations

import pytest

from dslint.placement.filter_run import FilterRun
from dslint.placement.preemption import choose
from dslint.placement.scheduling import SchedulingRun
from tests.placement.building import node, pod, requesting, snapshot

ROOM = {"cpu": "4"}
EARLIER, EARLY, LATE, LATER = (f"2026-01-0{day}T00:00:00Z" for day in (1, 2, 3, 4))
GUARDED = {"labels": {"app": "db"}}
BUDGET = {
    "metadata": {"name": "b", "namespace": "default"},
    "spec": {"selector": {"matchLabels": {"app": "db"}}},
    "status": {"disruptionsAllowed": 0},
}


def victim(cpu="4", priority=0, started=LATE, **more):
    """A pod of the node; a name of its own is not needed."""
    return {"container": requesting(cpu=cpu), "priority": priority, "status": {"startTime": started}, **more}


def chosen(first, second, *, cpu="4", turned=False, budgets=(BUDGET,), **incoming):
    """The nodes that may be nominated; `first` and `second` are the pods of n1 and n2."""
    names = ["n2", "n1"] if turned else ["n1", "n2"]
    holders = {"n1": first, "n2": second}
    pods = [pod(f"{name}-{index}", on=name, **one) for name in names for index, one in enumerate(holders[name])]
    cluster = snapshot(*(node(name, allocatable=ROOM) for name in names), pods=pods, PodDisruptionBudget=list(budgets))
    made = pod("new", container=requesting(cpu=cpu), priority=incoming.pop("priority", 100), **incoming)
    found = choose(FilterRun(made, cluster, pinned=False), cluster.nodes)
    return {candidate.node.name for candidate in found}


CASES = {
    "fewer broken budgets, whatever the priorities": (
        [victim(priority=-10, **GUARDED)],
        [victim(priority=50)],
        {"n2"},
    ),
    "one broken budget is less than two, whatever the number of victims": (
        [victim("2", priority=1, **GUARDED), victim("2", priority=1, **GUARDED)],
        [victim("1", priority=1, **GUARDED), *(victim("1", priority=1) for _ in range(3))],
        {"n2"},
    ),
    "the lower highest priority, whatever the sum and the number": (
        [victim("4", priority=5)],
        [victim("2", priority=4), victim("2", priority=4)],
        {"n2"},
    ),
    "the highest priority counts, not the last one's": (
        [victim("2", priority=5), victim("2", priority=1)],
        [victim("2", priority=4), victim("2", priority=4)],
        {"n2"},
    ),
    "the lower sum": (
        [victim("2", priority=5), victim("2", priority=3)],
        [victim("2", priority=5), victim("2", priority=1)],
        {"n2"},
    ),
    "negative priorities still add to the sum": (
        [victim("2", priority=-5), victim("2", priority=-5)],
        [victim("4", priority=-5)],
        {"n2"},
    ),
    "the later start": ([victim(started=EARLY)], [victim(started=LATE)], {"n2"}),
    "the start of the most important victims, not of the others": (
        [victim("2", priority=5, started=EARLY), victim("2", started=LATER)],
        [victim("2", priority=5, started=LATE), victim("2", started=EARLIER)],
        {"n2"},
    ),
    "the earliest start of the most important victims": (
        [victim("2", started=EARLIER), victim("2", started=LATER)],
        [victim("2", started=EARLY), victim("2", started=EARLY)],
        {"n2"},
    ),
    "a pod that has not started is the latest": ([victim(started=LATER)], [victim(started="")], {"n2"}),
    "of equals any": ([victim()], [victim()], {"n1", "n2"}),
}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_the_first_rule_that_tells_two_nodes_apart_decides(case, turned):
    first, second, expected = CASES[case]
    assert chosen(first, second, turned=turned) == expected


@pytest.mark.parametrize("turned", [False, True])
def test_of_equal_sums_the_fewer_victims(turned):
    # A sum counts each victim with 2^31 more, so that it takes extreme priorities for fewer victims to cost the same.
    few = [victim("4", priority=0)]
    many = [victim("2", priority=-(2**30)), victim("2", priority=-(2**30))]
    assert chosen(few, many, turned=turned) == {"n2"}, "the highest priority decides before"
    many = [victim("2", priority=0), victim("2", priority=-(2**31))]
    assert chosen(few, many, turned=turned) == {"n1"}


REPRIEVES = {
    "a guarded pod before a more important one": ([victim("2", priority=9), victim("2", **GUARDED)], "2", {"n1-0"}),
    "the more important pod first": ([victim("2", priority=1), victim("2", priority=9)], "2", {"n1-0"}),
    "the pod that started earlier first": ([victim("2", started=LATE), victim("2", started=EARLY)], "2", {"n1-0"}),
    "a small pod fits beside though a larger one did not": (
        [victim("3", priority=9), victim("1", priority=1)],
        "2",
        {"n1-0"},
    ),
    "all where nothing else helps": ([victim("2", **GUARDED), victim("2")], "4", {"n1-0", "n1-1"}),
    "pods of the same priority stay": ([victim("2", priority=100), victim("2")], "2", {"n1-1"}),
}


@pytest.mark.parametrize("case", REPRIEVES)
def test_victims_are_reprieved_in_order_of_budget_and_importance(case):
    pods, cpu, expected = REPRIEVES[case]
    there = [pod(f"n1-{index}", on="n1", **one) for index, one in enumerate(pods)]
    cluster = snapshot(node("n1", allocatable=ROOM), pods=there, PodDisruptionBudget=[BUDGET])
    made = pod("new", container=requesting(cpu=cpu), priority=100)
    (found,) = choose(FilterRun(made, cluster, pinned=False), cluster.nodes)
    assert {eviction.pod.name for eviction in found.evictions} == expected


def test_unlabelled_pods_are_under_no_budget():
    every = {**BUDGET, "spec": {"selector": {"matchExpressions": [{"key": "x", "operator": "DoesNotExist"}]}}}
    assert chosen([victim(labels={"a": "b"})], [victim(priority=50)], budgets=[every]) == {"n2"}
    assert chosen([victim()], [victim(priority=50)], budgets=[every]) == {"n1"}


def test_a_budget_that_allows_one_breaks_at_the_second():
    one = {**BUDGET, "status": {"disruptionsAllowed": 1}}
    guarded = [victim("2", priority=1, **GUARDED), victim("2", priority=1, **GUARDED)]
    assert chosen(guarded, [victim(priority=50)], budgets=[one]) == {"n2"}
    assert chosen(guarded, [victim(priority=50)], cpu="2", budgets=[one]) == {"n1"}


def test_who_never_preempts_waits():
    assert chosen([victim()], [victim()], preemptionPolicy="Never") == set()


def test_a_node_that_no_eviction_opens_is_no_candidate():
    assert chosen([victim()], [victim()], nodeSelector={"disk": "ssd"}) == set()
    assert chosen([victim()], [victim(priority=100)]) == {"n1"}


def test_a_plan_names_every_node_that_ties_with_its_victims():
    there = [pod(f"low-{name}", on=name, **victim()) for name in ("n1", "n2")]
    dear = pod("dear", on="n3", **victim(priority=50))
    cluster = snapshot(*(node(name, allocatable=ROOM) for name in ("n1", "n2", "n3")), pods=[*there, dear])
    made = pod("new", container=requesting(cpu="4"), priority=100)
    placement = SchedulingRun(cluster).place_pod(made)
    found = {
        name: (outcome.state.value, [eviction.pod.name for eviction in outcome.evicted])
        for name, outcome in placement.outcomes.items()
    }
    assert found == {"n1": ("candidate", ["low-n1"]), "n2": ("candidate", ["low-n2"]), "n3": ("excluded", [])}
    assert placement.bound is not None
    assert placement.bound.node == "n1"
    assert [each.name for each in cluster.pods()] == ["new", "low-n2", "dear"]
