"""What a node lacks of the labels and names that a pod requires."""

from __future__ import annotations

import pytest

from dslint.placement.node_selection import label_keys, mismatches, names
from tests.placement.building import messages, node, pod, required, snapshot


def test_messages_show_what_the_node_has_but_never_its_own_name():
    cluster = snapshot(node("n1", {"zone": "a"}))
    hostname = {"matchExpressions": [{"key": "kubernetes.io/hostname", "operator": "In", "values": ["n9"]}]}
    assert messages(pod(affinity=required(hostname), nodeSelector={"zone": "b"}), cluster, "n1") == [
        "nodeSelector zone=b, node has zone=a",
        "required node affinity: kubernetes.io/hostname In [n9] (node has another kubernetes.io/hostname)",
    ]


ZONE_A = {"key": "zone", "operator": "In", "values": ["a"]}
NAME_N1 = {"key": "metadata.name", "operator": "In", "values": ["n1"]}
PATH = ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")


def mismatched(labels=None, name="n1", **spec):
    return list(mismatches(pod(**spec).spec, node(name, labels), lambda _, message, path: (message, path)))


def test_what_matches_says_nothing():
    spec = {"nodeSelector": {"zone": "a"}, "affinity": required({"matchExpressions": [ZONE_A]})}
    assert mismatched({"zone": "a"}, **spec) == []


def test_every_label_of_the_selector_that_differs_is_named():
    assert mismatched({"zone": "b"}, nodeSelector={"zone": "a", "disk": "ssd"}) == [
        ("nodeSelector zone=a, node has zone=b", ("nodeSelector", "zone")),
        ("nodeSelector disk=ssd, node has no label disk", ("nodeSelector", "disk")),
    ]


@pytest.mark.parametrize(
    ("terms", "said", "path"),
    [
        ([], "without any term, so no node matches", PATH),
        ([{}], "an empty term matches no node", (*PATH, 0)),
        ([{"matchExpressions": [ZONE_A]}], "zone In [a] (node has no label zone)", (*PATH, 0, "matchExpressions", 0)),
        ([{"matchFields": [NAME_N1]}], "metadata.name In [n1]", (*PATH, 0, "matchFields", 0)),
        (
            [{"matchExpressions": [ZONE_A], "matchFields": [NAME_N1]}],
            "zone In [a] (node has no label zone) and metadata.name In [n1]",
            (*PATH, 0, "matchExpressions", 0),
        ),
        (
            [{"matchExpressions": [ZONE_A]}, {"matchFields": [NAME_N1]}],
            "zone In [a] (node has no label zone); or metadata.name In [n1]",
            PATH,
        ),
    ],
)
def test_terms_are_alternatives_and_each_says_what_it_misses(terms, said, path):
    assert mismatched(name="n2", affinity=required(*terms)) == [(f"required node affinity: {said}", path)]


def test_the_keys_and_names_that_a_pod_asks_for_are_collected_from_selector_and_terms():
    terms = required({"matchExpressions": [ZONE_A]}, {"matchFields": [NAME_N1]})
    spec = pod(on="n9", nodeSelector={"disk": "ssd"}, affinity=terms).spec
    assert label_keys(spec) == {"disk", "zone"}
    assert names(spec) == {"n1", "n9"}
    assert (label_keys(pod().spec), names(pod().spec)) == (frozenset(), frozenset())
