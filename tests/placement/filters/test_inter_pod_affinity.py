from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.filters.inter_pod_affinity import is_schedulable_after_pod_change
from tests.placement.building import RELEASE, away_from, events, messages, near, node, pod, snapshot, term

AFFINITY = "node(s) didn't match pod affinity rules"
ANTI_AFFINITY = "node(s) didn't match pod anti-affinity rules"
EXISTING = "node(s) didn't satisfy existing pods anti-affinity rules"
TEAM_A = {"metadata": {"name": "team-a", "labels": {"team": "a"}}}


def zones(*pods, release=RELEASE):
    """n1 and n2 in zone a, n3 in zone b, n4 in no zone."""
    return snapshot(
        node("n1", {"zone": "a"}),
        node("n2", {"zone": "a"}),
        node("n3", {"zone": "b"}),
        node("n4"),
        pods=pods,
        release=release,
        Namespace=[TEAM_A],
    )


def web(on="n1", **more):
    return pod("web", on=on, labels={"app": "web", "tier": "front"}, **more)


def refusing(made, cluster):
    """Every node's event, by name, where it refuses."""
    return {each.name: found[0] for each in cluster.nodes if (found := events(made, cluster, each.name))}


@pytest.mark.parametrize(
    ("selector", "more", "passes"),
    [
        ({"app": "web"}, {}, "n1 n2"),
        ({"app": "db"}, {}, ""),
        ({}, {}, "n1 n2"),
        (None, {}, ""),
        ({"app": "web"}, {"namespaces": ["team-a"]}, ""),
        ({"app": "web"}, {"namespaces": ["team-a", "default"]}, "n1 n2"),
        ({"app": "web"}, {"namespaceSelector": {}}, "n1 n2"),
        ({"app": "web"}, {"namespaceSelector": {"matchLabels": {"team": "a"}}}, ""),
        ({"app": "web"}, {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "default"}}}, "n1 n2"),
        ({"app": "web"}, {"matchLabelKeys": ["tier"]}, "n1 n2"),
        ({"app": "web"}, {"mismatchLabelKeys": ["tier"]}, ""),
        ({"app": "web"}, {"mismatchLabelKeys": ["absent"]}, "n1 n2"),
    ],
)
def test_affinity_wants_a_matching_pod_in_the_same_domain(selector, more, passes):
    made = pod(labels={"tier": "front"}, affinity=near(term(selector, **more)))
    cluster = zones(web())
    assert {name for name in cluster.by_name if not events(made, cluster, name)} == set(passes.split())


def test_namespace_selectors_are_no_part_of_1_21():
    release = Release.of("1.21")
    made = pod(affinity=near(term({"app": "web"}, namespaceSelector={})), namespace="team-a", release=release)
    assert set(refusing(made, zones(web(release=release), release=release))) == {"n1", "n2", "n3", "n4"}


def test_all_terms_must_be_met_by_the_same_pod():
    made = pod(affinity=near(term({"app": "web"}), term({"app": "db"})))
    two = zones(web(), pod("db", on="n1", labels={"app": "db"}))
    assert refusing(made, two)["n1"] == AFFINITY
    one = zones(pod("both", on="n1", labels={"app": "db"}), web())
    assert "n1" not in refusing(
        pod(affinity=near(term({"app": "db"}), term({"app": "db"}, "kubernetes.io/hostname"))), one
    )


def test_the_first_of_its_kind_may_go_where_the_label_is():
    made = pod(labels={"app": "new"}, affinity=near(term({"app": "new"})))
    assert refusing(made, zones(web())) == {"n4": AFFINITY}
    assert set(refusing(made, zones(pod("x", on="n3", labels={"app": "new"})))) == {"n1", "n2", "n4"}


def test_anti_affinity_keeps_out_of_the_domain_and_not_of_nodes_without_it():
    made = pod(affinity=away_from(term({"app": "web"})))
    assert refusing(made, zones(web())) == {"n1": ANTI_AFFINITY, "n2": ANTI_AFFINITY}


def test_pods_that_are_there_keep_others_away():
    guard = pod("guard", on="n1", affinity=away_from(term({"app": "web"})))
    made = pod(labels={"app": "web"})
    assert refusing(made, zones(guard)) == {"n1": EXISTING, "n2": EXISTING}
    assert refusing(pod(labels={"app": "db"}), zones(guard)) == {}
    assert refusing(pod(labels={"app": "web"}, namespace="team-a"), zones(guard)) == {}


def test_a_terminating_pod_still_counts():
    ending = web(metadata={"deletionTimestamp": "2026-01-01T00:00:00Z", "name": "web", "labels": {"app": "web"}})
    made = pod(affinity=away_from(term({"app": "web"})))
    assert set(refusing(made, zones(ending))) == {"n1", "n2"}


def test_all_is_said_and_affinity_is_reported_first():
    guard = pod("guard", on="n1", labels={"app": "web"}, affinity=away_from(term({"app": "me"})))
    made = pod(labels={"app": "me"}, affinity=near(term({"app": "db"})) | away_from(term({"app": "web"})))
    assert messages(made, zones(guard), "n1") == [
        "no pod matches app=db in its zone",
        "a pod that matches app=web is in its zone",
        "a pod there has anti-affinity to app=me in its zone",
    ]
    assert events(made, zones(guard), "n1") == [AFFINITY]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.25", [AFFINITY]),
        ("1.21", ["node(s) didn't match pod affinity/anti-affinity rules", AFFINITY]),
        ("1.20", ["node(s) didn't match pod affinity/anti-affinity", AFFINITY]),
    ],
)
def test_before_1_22_the_event_has_a_general_reason_too(version, expected):
    release = Release.of(version)
    made = pod(affinity=near(term({"app": "db"})), release=release)
    assert events(made, zones(release=release), "n1") == expected


def test_counts_follow_pods_that_come_and_go():
    cluster = zones(web())
    made = pod(affinity=near(term({"app": "web"})))
    assert set(refusing(made, cluster)) == {"n3", "n4"}
    moved = web(on="n3")
    cluster.add(moved)
    assert set(refusing(made, cluster)) == {"n4"}
    cluster.remove(moved)
    assert set(refusing(made, cluster)) == {"n3", "n4"}


@pytest.mark.parametrize(
    ("before", "now", "again"),
    [
        ((1, 0), (2, 0), True),
        # One may have come while two went.
        ((2, 0), (1, 0), True),
        ((0, 2), (0, 1), True),
        ((0, 1), (0, 2), False),
        ((1, 1), (1, 1), False),
    ],
)
def test_a_pod_is_tried_again_where_others_match_its_affinity_or_fewer_its_anti_affinity(before, now, again):
    assert is_schedulable_after_pod_change(before, now) is again
