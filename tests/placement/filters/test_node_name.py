"""NodeName: a pod with nodeName fits that node alone."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.filters import node_name
from dslint.placement.filters.contract import reason, rejected
from tests.placement.building import node, pod, snapshot


def refusals(version, wanted, name):
    release = Release.of(version)
    cluster = snapshot(node("n1"), node("n10"), release=release)
    check = node_name.prepare(pod(on=wanted, release=release), cluster, pinned=False)
    return tuple(check(cluster.state(cluster.by_name[name])))


@pytest.mark.parametrize(("wanted", "name", "fits"), [("n1", "n1", True), ("n1", "n10", False), ("N1", "n1", False)])
def test_the_name_must_be_the_same_letter_by_letter(wanted, name, fits):
    assert (refusals("1.36", wanted, name) == ()) is fits


def test_a_pod_without_node_name_is_not_asked():
    assert node_name.prepare(pod(), snapshot(node("n1")), pinned=False) is None


@pytest.mark.parametrize(
    ("version", "event"),
    [
        ("1.19", "node(s) didn't match the requested hostname"),
        ("1.20", "node(s) didn't match the requested node name"),
        ("1.36", "node(s) didn't match the requested node name"),
    ],
)
def test_the_refusal_is_in_the_words_of_the_version_and_no_eviction_helps(version, event):
    assert refusals(version, "n1", "n10") == rejected([reason("NodeName", "nodeName is n1", event, ("nodeName",))])
