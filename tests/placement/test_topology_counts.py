"""Pods counted by the values of a topology key, while pods come and go."""

from __future__ import annotations

import pytest

from dslint.kubernetes.selectors import LabelSelector
from dslint.placement.topology_counts import AllTerms, Scope, Spread, Term
from tests.placement.building import away_from, node, pod, required, snapshot, term


def test_a_tally_follows_the_world_and_knows_its_minimum():
    cluster = snapshot(*(node(f"n-{zone}", {"zone": zone}) for zone in "abc"), node("n-none"))
    made = pod("own", nodeSelector={})
    scope = Scope.of(made.spec, ["zone"], affinity=True, taints=False, comparison=False)
    topology_count = cluster.topology_count(Spread("default", term_selector({"app": "web"})), "zone", scope)
    assert (topology_count.counts, topology_count.minimum) == ({"a": 0, "b": 0, "c": 0}, 0)
    web = [pod(f"w{zone}", on=f"n-{zone}", labels={"app": "web"}) for zone in ("a", "b", "c", "none")]
    for each in web:
        cluster.add(each)
    assert (topology_count.counts, topology_count.minimum, topology_count.total) == ({"a": 1, "b": 1, "c": 1}, 1, 3)
    cluster.remove(web[1])
    assert (topology_count.of("b"), topology_count.minimum, topology_count.total) == (0, 0, 2)


def term_selector(labels):
    return pod(affinity=away_from(term(labels))).spec.required_anti_affinity[0].selector


WEB = LabelSelector.of({"matchLabels": {"app": "web"}})


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Term("zone", WEB, frozenset({"default"}), None), True),
        (Term("zone", None, frozenset({"default"}), None), False),
        (Term("zone", WEB, frozenset({"other"}), None), False),
        (Term("zone", WEB, frozenset({"other"}), LabelSelector.of({"matchLabels": {"team": "a"}})), True),
        (Term("zone", WEB, frozenset(), LabelSelector.of({"matchLabels": {"team": "b"}})), False),
        (Term("zone", WEB, frozenset(), LabelSelector.of({})), True),
    ],
)
def test_a_term_matches_by_labels_and_by_namespace_listed_or_selected(made, expected):
    cluster = snapshot(node("n1"), Namespace=[{"metadata": {"name": "default", "labels": {"team": "a"}}}])
    assert made.matches(pod(labels={"app": "web"}), cluster) is expected
    assert not made.matches(pod(labels={"app": "other"}), cluster)


def test_all_terms_must_match_a_pod_together():
    here = frozenset({"default"})
    both = AllTerms(
        (Term("zone", WEB, here, None), Term("", LabelSelector.of({"matchLabels": {"x": "y"}}), here, None))
    )
    cluster = snapshot(node("n1"))
    assert both.counts(pod(labels={"app": "web", "x": "y"}), cluster)
    assert not both.counts(pod(labels={"app": "web"}), cluster)


@pytest.mark.parametrize(
    ("selector", "counted"),
    [({"matchLabels": {"app": "web"}}, True), ({"matchLabels": {"app": "db"}}, False), ({}, False), (None, False)],
)
def test_a_spread_counts_living_pods_of_its_namespace(selector, counted):
    query = Spread("default", LabelSelector.of(selector))
    cluster = snapshot(node("n1"))
    assert query.counts(pod(labels={"app": "web"}), cluster) is counted
    assert not query.counts(pod(labels={"app": "web"}, namespace="other"), cluster)
    going = {"deletionTimestamp": "2026-01-01T00:00:00Z"}
    assert not query.counts(pod(labels={"app": "web"}, metadata={"labels": {"app": "web"}, **going}), cluster)


@pytest.mark.parametrize(
    ("affinity", "taints", "expected"),
    [
        (False, False, {"n-a", "n-b", "n-tainted"}),
        (True, False, {"n-a", "n-tainted"}),
        (False, True, {"n-a", "n-b"}),
        (True, True, {"n-a"}),
    ],
)
def test_a_scope_is_of_nodes_with_the_keys_and_as_the_policies_say(affinity, taints, expected):
    nodes = [
        node("n-a", {"zone": "a"}),
        node("n-b", {"zone": "b"}),
        node("n-tainted", {"zone": "a"}, taints=("x:NoSchedule",)),
        node("n-none"),
    ]
    zone_a = {"key": "zone", "operator": "In", "values": ["a"]}
    spec = pod(affinity=required({"matchExpressions": [zone_a]})).spec
    scope = Scope.of(spec, ["zone"], affinity=affinity, taints=taints, comparison=False)
    assert {each.name for each in nodes if scope.includes(each)} == expected


def test_without_a_key_the_whole_cluster_is_one_domain():
    cluster = snapshot(node("n1"), node("n2"), pods=[pod("a", on="n1", labels={"app": "web"})])
    count = cluster.topology_count(Spread("default", WEB), "")
    cluster.add(pod("b", on="n2", labels={"app": "web"}))
    assert (count.total, count.of(""), count.minimum) == (2, 2, 2)


def test_the_minimum_rises_once_no_domain_is_so_low():
    cluster = snapshot(node("n-a", {"zone": "a"}), node("n-b", {"zone": "b"}))
    count = cluster.topology_count(Spread("default", WEB), "zone", Scope(("zone",)))
    minima = []
    for number, on in enumerate(("n-a", "n-a", "n-b", "n-b", "n-b")):
        cluster.add(pod(f"w{number}", on=on, labels={"app": "web"}))
        minima.append(count.minimum)
    assert minima == [0, 0, 1, 2, 2]
