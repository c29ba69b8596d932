"""InterPodAffinity: preferred terms of the pod and of those that are there."""

from __future__ import annotations

from dslint.placement.scoring import inter_pod_affinity
from tests.placement.building import near, node, pod, scored, snapshot, term


def liking(kind, weight, selector):
    weighted = {"weight": weight, "podAffinityTerm": term(selector)}
    return {kind: {"preferredDuringSchedulingIgnoredDuringExecution": [weighted]}}


def test_preferred_company_counts_both_ways():
    cluster = snapshot(
        node("n1", {"zone": "a"}),
        node("n2", {"zone": "b"}),
        node("n3"),
        pods=[
            pod("web", on="n1", labels={"app": "web"}),
            pod("shy", on="n2", affinity=liking("podAntiAffinity", 10, {"app": "me"})),
        ],
    )
    drawn = pod(labels={"app": "me"}, affinity=liking("podAffinity", 10, {"app": "web"}))
    assert scored(inter_pod_affinity, drawn, cluster) == [100, 0, 50]
    assert scored(inter_pod_affinity, pod(), cluster) is None


def test_a_required_term_of_a_pod_there_draws_a_little():
    cluster = snapshot(
        node("n1", {"zone": "a"}),
        node("n2", {"zone": "b"}),
        pods=[pod("web", on="n2", labels={"app": "me"}, affinity=near(term({"app": "me"})))],
    )
    assert scored(inter_pod_affinity, pod(labels={"app": "me"}), cluster) == [0, 100]
