"""What a search through all nodes reads, which must stay equal to what asking each node would give."""

from __future__ import annotations

from itertools import product

import pytest

from dslint.placement.filter_run import FilterRun
from dslint.placement.search_index import MOST_COLUMNS
from tests.placement.building import away_from, near, node, pod, requesting, snapshot, term

ZONE = "zone"


def zoned(*, number=6):
    return [node(f"n{index}", {ZONE: "abc"[index % 3]} if index else {}) for index in range(number)]


def number_of_pods(cluster):
    return cluster.search.column("number", lambda state: len(state.pods))


def test_a_column_is_computed_again_only_where_pods_came_or_went():
    cluster = snapshot(*zoned())
    asked = []
    for _ in range(2):
        cluster.search.column("asked", lambda state: asked.append(state.node.name))
    assert len(asked) == 6
    cluster.add(pod("a", on="n3"))
    cluster.search.column("asked", lambda state: asked.append(state.node.name))
    assert asked[6:] == ["n3"]


def test_a_column_follows_pods_that_come_and_go():
    cluster = snapshot(*zoned())
    assert number_of_pods(cluster) == [0] * 6
    added = pod("a", on="n3")
    cluster.add(added)
    assert number_of_pods(cluster) == [0, 0, 0, 1, 0, 0]
    cluster.remove(added)
    assert number_of_pods(cluster) == [0] * 6


def test_columns_that_were_not_asked_for_are_forgotten():
    cluster = snapshot(*zoned())
    asked = []
    for key in (*range(MOST_COLUMNS + 1), 0):
        cluster.search.column(key, lambda _, key=key: asked.append(key))
    assert asked.count(0) == 12
    assert asked.count(MOST_COLUMNS) == 6


def test_labels_and_domains_leave_out_nodes_without_the_label():
    search = snapshot(*zoned(number=4)).search
    assert search.labels(ZONE) == [None, "b", "c", "a"]
    assert search.domains(ZONE) == {"b": {1}, "c": {2}, "a": {3}}


CONSTRAINT = {"topologyKey": ZONE, "whenUnsatisfiable": "DoNotSchedule", "labelSelector": {"matchLabels": {"app": "a"}}}

A = {"app": "a"}

SPECS = {
    "anti-affinity": {"affinity": away_from(term(A))},
    "affinity": {"affinity": near(term(A))},
    "two affinities": {"affinity": near(term(A), term(A, "kubernetes.io/hostname"))},
    "spread": {"topologySpreadConstraints": [{"maxSkew": 1, **CONSTRAINT}]},
    "spread over few domains": {"topologySpreadConstraints": [{"maxSkew": 2, "minDomains": 5, **CONSTRAINT}]},
    "room": {"container": requesting(cpu="3")},
}


@pytest.mark.parametrize(("name", "matches"), [*product(SPECS, (True, False))])
def test_the_nodes_that_pass_are_those_whose_verdict_fits(name, matches):
    made = pod("new", labels={"app": "a" if matches else "b"}, **SPECS[name])
    cluster = snapshot(*zoned())
    places = [None, "n1", "n4", "n2", "n3", "n0"]
    for number, place in enumerate(places):
        if place is not None:
            away = {"affinity": away_from(term({"app": "b"}))} if number == 3 else {}
            cluster.add(pod(f"p{number}", labels={"app": "a"}, on=place, container=requesting(cpu="2"), **away))
        run = FilterRun(made, cluster, pinned=False)
        assert run.passing() == [each for each in cluster.nodes if run.verdict(each).fits]
