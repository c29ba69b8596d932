"""DaemonSets of which the order of creation decides which pods run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dslint.placement import creation_order
from dslint.placement.creation_order import CreationOrderBounds, creation_order_bounds, interacts
from dslint.placement.scheduling import SchedulingRun
from dslint.plans import State
from tests.placement.building import away_from, daemon_pod, daemonset, near, node, placed, snapshot, term

HOST = "kubernetes.io/hostname"


def spread(labels, when="DoNotSchedule"):
    selector = {} if labels is None else {"labelSelector": {"matchLabels": labels}}
    return {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": when, **selector}


def test_pods_that_keep_each_other_away_are_left_to_chance_and_it_is_said():
    cluster = snapshot(*(node(f"n{index}", {"zone": "ab"[index % 2]}) for index in range(4)))
    placement = placed(SchedulingRun(cluster), affinity=away_from(term({"app": "agent"})))
    assert placement.count(State.BOUND) == 2
    assert placement.order_bounds is not None
    assert (placement.order_bounds.minimum, placement.order_bounds.maximum) == (2, 2)
    assert placement.order_bounds.nodes == ("n0", "n1", "n2", "n3")
    assert "which is random; 2 are bound in total" in str(placement.order_bounds)


def test_pods_that_are_bound_already_count_in_the_total():
    cluster = snapshot(*(node(f"n{index}", {"zone": "ab"[index % 2]}) for index in range(4)))
    affinity = away_from(term({"app": "agent"}))
    cluster.add(replace(daemon_pod(daemonset(affinity=affinity)), node="n0"))
    placement = placed(SchedulingRun(cluster), affinity=affinity)
    assert placement.count(State.BOUND) == 2
    assert placement.order_bounds == CreationOrderBounds(2, 2, ("n1", "n3"))


@pytest.mark.parametrize(("count", "tried"), [(500, True), (501, False)])
def test_orders_are_tried_up_to_500_nodes(count, tried):
    cluster = snapshot(*(node(f"n{index}", {"zone": "ab"[index % 2]}) for index in range(count)))
    bounds = placed(SchedulingRun(cluster), affinity=away_from(term({"app": "agent"}))).order_bounds
    assert (bounds.minimum, bounds.maximum) == ((2, 2) if tried else (0, count))
    assert bool(bounds.nodes) is tried


def test_nothing_is_chance_where_the_order_makes_no_difference():
    cluster = snapshot(node("n1"), node("n2"))
    assert placed(SchedulingRun(cluster), affinity=away_from(term({"app": "agent"}, HOST))).order_bounds is None
    assert daemon_pod(daemonset()).node == ""


def bounds_of(nodes, **spec):
    cluster = snapshot(*nodes)
    return creation_order_bounds(daemon_pod(daemonset(**spec)), cluster.nodes, cluster)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({}, False),
        ({"affinity": away_from(term({"app": "agent"}))}, True),
        ({"affinity": near(term({"app": "agent"}))}, True),
        ({"affinity": near(term({"app": "other"}))}, False),
        ({"topologySpreadConstraints": [spread({"app": "agent"})]}, True),
        ({"topologySpreadConstraints": [spread({"app": "agent"}, "ScheduleAnyway")]}, False),
        ({"topologySpreadConstraints": [spread({"app": "other"})]}, False),
        ({"topologySpreadConstraints": [spread(None)]}, False),
    ],
)
def test_pods_affect_each_other_where_a_required_term_or_spread_selects_them(spec, expected):
    assert interacts(daemon_pod(daemonset(**spec)), snapshot(node("n1"))) is expected


def test_zones_of_different_sizes_leave_one_pod_each():
    nodes = [node("n0", {"zone": "a"}), node("n1", {"zone": "a"}), node("n2", {"zone": "b"})]
    bounds = bounds_of(nodes, affinity=away_from(term({"app": "agent"})))
    assert bounds == CreationOrderBounds(2, 2, ("n0", "n1"))
    assert str(bounds) == (
        "which of 2 nodes get a pod depends on the order in which the pods are created, which is random; "
        "2 are bound in total"
    )


@pytest.mark.parametrize("groups", [1, 2])
def test_the_bounds_hold_the_worst_order(groups):
    """One pod a zone and rack: a `middle` alone takes the place of its two neighbours, if it comes first."""
    nodes = [
        node(f"{name}{index}", {"zone": f"{zone}{index}", "rack": f"{rack}{index}"})
        for index in range(groups)
        for name, zone, rack in (("left", "a", "c"), ("middle", "a", "d"), ("right", "b", "d"))
    ]
    bounds = bounds_of(nodes, affinity=away_from(term({"app": "agent"}), term({"app": "agent"}, "rack")))
    assert bounds == CreationOrderBounds(groups, 2 * groups, tuple(each.name for each in nodes))


@pytest.mark.parametrize(("count", "orders"), [(3, 6), (5, 120), (8, 125), (100, 10), (500, 4)])
def test_all_orders_of_few_nodes_are_tried_and_of_more_as_many_as_are_cheap(count, orders, monkeypatch):
    tried = []
    monkeypatch.setattr(creation_order, "_bound", lambda _pod, order, _snapshot: tried.append(order) or frozenset())
    assert bounds_of([node(f"n{index}") for index in range(count)], affinity=away_from(term({"app": "agent"}))) is None
    assert len(tried) == orders
    assert {len(set(order)) for order in tried} == {count}


def test_one_node_has_no_order():
    assert bounds_of([node("n0", {"zone": "a"})], affinity=away_from(term({"app": "agent"}))) is None


def test_the_snapshot_is_as_before_all_orders():
    cluster = snapshot(*(node(f"n{index}", {"zone": "a"}) for index in range(3)))
    creation_order_bounds(daemon_pod(daemonset(affinity=away_from(term({"app": "agent"})))), cluster.nodes, cluster)
    assert list(cluster.pods()) == []


def test_different_totals_and_orders_that_were_not_tried_are_said():
    assert "1 to 3 are bound in total" in str(CreationOrderBounds(1, 3, ("n1",)))
    assert str(CreationOrderBounds(0, 501, ())) == (
        "which pods are bound depends on the order in which they are created, which is random"
    )
