"""NodeAffinity: nodeSelector, required terms, and the nodes that terms name."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, node, pod, required, said, snapshot

SELECTOR = "node(s) didn't match Pod's node affinity/selector"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"nodeSelector": {"zone": "a"}}, []),
        ({"nodeSelector": {"zone": "b"}}, [("NodeSelector", SELECTOR)]),
        ({"nodeSelector": {"disk": ""}}, [("NodeSelector", SELECTOR)]),
        ({"affinity": required({"matchExpressions": [{"key": "zone", "operator": "Exists"}]})}, []),
        ({"affinity": required({})}, [("NodeAffinity", SELECTOR)]),
        ({"affinity": required()}, [("NodeAffinity", SELECTOR)]),
        ({"affinity": required({}, {"matchExpressions": [{"key": "x", "operator": "DoesNotExist"}]})}, []),
    ],
)
def test_selector_and_one_term_of_the_affinity_must_hold(spec, expected):
    assert said(pod(**spec), snapshot(node("n1", {"zone": "a"})), "n1") == expected


def names(*wanted):
    return {"matchFields": [{"key": "metadata.name", "operator": "In", "values": [name]} for name in wanted]}


@pytest.mark.parametrize(
    ("version", "event"),
    [("1.36", "node(s) didn't satisfy plugin(s) [NodeAffinity]"), ("1.30", ""), ("1.23", SELECTOR)],
)
def test_nodes_that_no_term_names_are_left_out_before_the_filters(version, event):
    release = Release.of(version)
    cluster = snapshot(node("n1", taints=("x:NoSchedule",)), node("n2"), release=release)
    made = pod(affinity=required(names("n2")), release=release)
    assert events(made, cluster, "n1") == [event] if event != SELECTOR else events(made, cluster, "n1") != [event]
    assert events(made, cluster, "n2") == []


def test_a_term_that_names_two_nodes_is_refused_for_all():
    cluster = snapshot(node("n1"), node("n2"))
    assert events(pod(affinity=required(names("n1", "n2"))), cluster, "n1") == ["pod affinity terms conflict"]


def test_a_pinned_pod_answers_only_to_its_selector():
    cluster = snapshot(node("n1", {"zone": "a"}))
    other_zone = required({"matchExpressions": [{"key": "zone", "operator": "In", "values": ["b"]}]})
    assert said(pod(affinity=other_zone), cluster, "n1", pinned=True) == []
    assert said(pod(nodeSelector={"zone": "b"}), cluster, "n1", pinned=True) == [("NodeSelector", SELECTOR)]
