"""Pods that are evicted for one of higher priority, and on which node."""

from __future__ import annotations

import pytest

from dslint.placement.filter_run import FilterRun
from dslint.placement.preemption import by_importance, choose, evictions
from tests.placement.building import near, node, pod, requesting, snapshot, term

EARLY = {"startTime": "2026-01-01T00:00:00Z"}
LATE = {"startTime": "2026-01-02T00:00:00Z"}
EARLIEST = {"startTime": "2025-01-01T00:00:00Z"}
LATEST = {"startTime": "2026-01-03T00:00:00Z"}


def victims(made, cluster, name="n1"):
    found = evictions(FilterRun(made, cluster, pinned=True), cluster.by_name[name])
    return [eviction.pod.name for eviction in found]


def there(name, cpu="1", priority=0, on="n1", **more):
    return pod(name, on=on, container=requesting(cpu=cpu), priority=priority, **more)


def wanting(cpu="1", priority=10, **more):
    return pod("new", container=requesting(cpu=cpu), priority=priority, **more)


@pytest.mark.parametrize(
    ("pods", "made", "expected"),
    [
        ([there("a", "4")], wanting(), ["a"]),
        ([there("a", "4", priority=10)], wanting(), []),
        ([there("a", "4")], wanting(preemptionPolicy="Never"), []),
        ([there("a", "2"), there("b", "2", priority=5)], wanting(), ["a"]),
        ([there("a", "2", priority=5), there("b", "2", priority=5), there("c", "0")], wanting("3"), ["b", "a"]),
        ([there("a", "1"), there("b", "3")], wanting("2"), ["b"]),
        ([there("a", "3"), there("b", "1", priority=20)], wanting("4"), []),
    ],
)
def test_no_more_go_than_must_and_the_least_important_first(pods, made, expected):
    assert victims(made, snapshot(node("n1"), pods=pods)) == expected


def test_the_world_is_as_before_whatever_was_tried():
    pods = [there("a", "2"), there("b", "2")]
    cluster = snapshot(node("n1"), pods=pods)
    victims(wanting("2"), cluster)
    state = cluster.state(cluster.nodes[0])
    assert state.pods == pods
    assert state.requested["cpu"] == 4000


def test_evicting_does_not_help_against_what_is_no_matter_of_pods():
    lonely = wanting(affinity=near(term({"app": "web"}, "kubernetes.io/hostname")))
    assert victims(lonely, snapshot(node("n1"), pods=[there("a", "4")])) == []


def test_importance_is_priority_then_the_earlier_start_then_the_later_place():
    started = [
        pod("late", status={"startTime": "2026-01-02T00:00:00Z"}),
        pod("early", status={"startTime": "2026-01-01T00:00:00Z"}),
        pod("high", priority=1),
    ]
    assert [each.name for each in by_importance(started)] == ["high", "early", "late"]
    assert [each.name for each in by_importance([pod("first"), pod("second")])] == ["second", "first"]


def budget(selector=None, status=None, **spec):
    made = {
        "metadata": {"name": "b", "namespace": "default"},
        "spec": {"selector": {"matchLabels": selector or {}}, **spec},
    }
    return made if status is None else {**made, "status": status}


def test_pods_that_a_budget_protects_are_spared_where_others_do():
    pods = [there("plain", "2"), there("guarded", "2", labels={"app": "db"})]
    protected = budget({"app": "db"}, {"disruptionsAllowed": 0})
    cluster = snapshot(node("n1"), pods=pods, PodDisruptionBudget=[protected])
    assert victims(wanting("2"), cluster) == ["plain"]
    found = evictions(FilterRun(wanting("4"), cluster, pinned=True), cluster.nodes[0])
    assert {eviction.pod.name: eviction.violates for eviction in found} == {"plain": False, "guarded": True}


@pytest.mark.parametrize(
    ("pods", "expected"),
    [
        ([there("a", "4", on="n1"), there("b", "4", on="n2", priority=-5)], {"n2"}),
        ([there("a", "1", on="n1"), there("b", "3", on="n1"), there("c", "4", on="n2")], {"n1", "n2"}),
        ([there("a", "3", on="n1"), there("b", "3", on="n2"), there("c", "1", on="n2")], {"n1", "n2"}),
        ([there("a", "4", on="n1", status=EARLY), there("b", "4", on="n2", status=LATE)], {"n2"}),
        ([there("a", "4", on="n1", priority=3), there("b", "4", on="n2", priority=4)], {"n1"}),
        # The first start of the victims with the highest priority counts, and the latest of those wins.
        (
            [
                there("a", "2", on="n1", status=EARLY),
                there("b", "2", on="n1", status=LATEST),
                there("c", "2", on="n2", status=LATE),
                there("d", "2", on="n2", status=LATE),
            ],
            {"n2"},
        ),
        (
            [
                there("a", "2", on="n1", priority=5, status=LATE),
                there("b", "2", on="n1", status=EARLIEST),
                there("c", "2", on="n2", priority=5, status=EARLY),
                there("d", "2", on="n2", status=LATEST),
            ],
            {"n1"},
        ),
    ],
)
def test_the_node_where_it_costs_least_is_chosen(pods, expected):
    cluster = snapshot(node("n1"), node("n2"), pods=pods)
    found = choose(FilterRun(wanting("3" if len(pods) > 3 else "2"), cluster, pinned=False), cluster.nodes)
    assert {candidate.node.name for candidate in found} == expected


def test_a_node_without_broken_budgets_is_chosen_before_one_with_less_important_victims():
    pods = [there("guarded", "4", on="n1", priority=-10, labels={"app": "db"}), there("plain", "4", on="n2")]
    protected = budget({"app": "db"}, {"disruptionsAllowed": 0})
    cluster = snapshot(node("n1"), node("n2"), pods=pods, PodDisruptionBudget=[protected])
    found = choose(FilterRun(wanting("2"), cluster, pinned=False), cluster.nodes)
    assert [candidate.node.name for candidate in found] == ["n2"]


def test_a_protected_pod_is_reprieved_before_a_more_important_one():
    pods = [there("plain", "2", priority=5), there("guarded", "2", labels={"app": "db"})]
    protected = budget({"app": "db"}, {"disruptionsAllowed": 0})
    assert victims(wanting("2"), snapshot(node("n1"), pods=pods, PodDisruptionBudget=[protected])) == ["plain"]


def test_nothing_is_chosen_where_nothing_helps():
    cluster = snapshot(node("n1"), pods=[there("a", "4", priority=50)])
    assert choose(FilterRun(wanting(), cluster, pinned=False), cluster.nodes) == ()


def tied(made, cluster):
    found = evictions(FilterRun(made, cluster, pinned=True), cluster.by_name["n1"])
    return {eviction.pod.name: [other.name for other in eviction.tied] for eviction in found}


def test_pods_that_nothing_tells_apart_tie_with_the_victim():
    alike = [there(name, "1") for name in "abcd"]
    assert tied(wanting(), snapshot(node("n1"), pods=alike)) == {"a": ["d", "c", "b"]}


@pytest.mark.parametrize(
    "other",
    [
        there("b", "1", priority=1),
        there("b", "1", status=EARLY),
        there("b", "2"),
        there("b", "1", labels={"app": "other"}),
    ],
)
def test_a_pod_that_differs_in_what_decides_does_not_tie(other):
    room = {"cpu": "2" if other.spec.requests["cpu"] == 1000 else "3"}
    found = tied(wanting(), snapshot(node("n1", allocatable=room), pods=[other, there("a", "1")]))
    assert list(found.values()) == [[]]


def test_a_victim_says_with_whom_it_ties():
    cluster = snapshot(node("n1", allocatable={"cpu": "2"}), pods=[there("a", "1"), there("b", "1")])
    [found] = evictions(FilterRun(wanting(), cluster, pinned=True), cluster.by_name["n1"])
    assert found.to_victim().tied == ("default/b",)
