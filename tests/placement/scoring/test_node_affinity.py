"""NodeAffinity: weights of preferred terms."""

from __future__ import annotations

from dslint.placement.scoring import node_affinity
from tests.placement.building import node, pod, scored, snapshot


def preferring(*pairs):
    terms = [
        {"weight": weight, "preference": {"matchExpressions": [{"key": key, "operator": "Exists"}]}}
        for key, weight in pairs
    ]
    return pod(affinity={"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": terms}})


def test_preferred_terms_add_their_weights():
    cluster = snapshot(node("n1", {"a": ""}), node("n2", {"a": "", "b": ""}), node("n3"))
    assert scored(node_affinity, preferring(("a", 30), ("b", 60)), cluster) == [33, 100, 0]
    assert scored(node_affinity, pod(), cluster) is None
