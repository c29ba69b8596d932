from __future__ import annotations

import pytest

from dslint.kubernetes.pods import HostPort, Pod, PodSpec
from dslint.kubernetes.release import Release

RELEASE = Release.of("1.36")


def spec_of(raw, version="1.36", namespace="default", labels=None):
    return PodSpec.of(raw, Release.of(version), namespace=namespace, labels=labels or {})


def test_a_pod_is_read_with_its_place_its_owner_and_its_state():
    made = Pod.of(
        {
            "metadata": {
                "name": "etcd-n1",
                "namespace": "kube-system",
                "labels": {"app": "etcd"},
                "annotations": {"kubernetes.io/config.mirror": "x"},
                "ownerReferences": [
                    {"kind": "Other", "name": "o"},
                    {"kind": "Node", "name": "n1", "uid": "u", "controller": True},
                ],
                "deletionTimestamp": "2026-01-01T00:00:00Z",
            },
            "spec": {"nodeName": "n1", "containers": [{"name": "c", "image": "etcd:3"}], "priority": 5},
            "status": {"phase": "Pending", "startTime": "2026-01-01T00:00:00Z", "conditions": []},
        },
        RELEASE,
    )
    assert (made.key, made.node, made.owner, made.owner_uid) == ("kube-system/etcd-n1", "n1", ("Node", "n1"), "u")
    assert (made.static, made.terminating, made.ready, made.finished) == (True, True, False, False)
    assert (made.spec.priority, made.spec.images, made.started) == (5, ("etcd:3",), "2026-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("status", "ready", "finished"),
    [
        ({}, True, False),
        ({"conditions": [{"type": "Ready", "status": "True"}]}, True, False),
        ({"conditions": [{"type": "Ready", "status": "False"}]}, False, False),
        ({"phase": "Failed"}, True, True),
        ({"phase": "Succeeded"}, True, True),
    ],
)
def test_ready_and_finished_come_from_the_status(status, ready, finished):
    made = Pod.of({"metadata": {"name": "p"}, "spec": {"containers": []}, "status": status}, RELEASE)
    assert (made.ready, made.finished) == (ready, finished)


def test_two_pods_of_one_content_are_two_pods():
    raw = {"metadata": {"name": "p"}, "spec": {"containers": []}}
    one, other = Pod.of(raw, RELEASE), Pod.of(raw, RELEASE)
    assert one != other
    assert len({one, other}) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (HostPort("0.0.0.0", "TCP", 80), HostPort("127.0.0.1", "TCP", 80), True),
        (HostPort("::", "TCP", 80), HostPort("127.0.0.1", "TCP", 80), False),
        (HostPort("0.0.0.0", "TCP", 80), HostPort("0.0.0.0", "UDP", 80), False),
    ],
)
def test_only_the_ipv4_wildcard_stands_for_every_address(one, other, expected):
    assert one.conflicts(other) is expected
    assert other.conflicts(one) is expected


def anti(**item):
    return {
        "affinity": {
            "podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "z", **item}]}
        }
    }


@pytest.mark.parametrize(
    ("item", "namespaces"),
    [
        ({}, {"team-a"}),
        ({"namespaces": ["b"]}, {"b"}),
        ({"namespaceSelector": {}}, set()),
        ({"namespaces": ["b"], "namespaceSelector": {}}, {"b"}),
    ],
)
def test_a_term_is_about_the_pods_own_namespace_unless_told(item, namespaces):
    (term,) = spec_of(anti(**item), namespace="team-a").required_anti_affinity
    assert term.namespaces == namespaces


@pytest.mark.parametrize(
    ("version", "expected"), [("1.36", "app=web, rev In [1], tier NotIn [x]"), ("1.30", "app=web")]
)
def test_label_keys_join_the_selector_with_the_pods_own_values(version, expected):
    item = {
        "labelSelector": {"matchLabels": {"app": "web"}},
        "matchLabelKeys": ["rev", "absent"],
        "mismatchLabelKeys": ["tier"],
    }
    (term,) = spec_of(anti(**item), version, labels={"rev": "1", "tier": "x"}).required_anti_affinity
    assert str(term.selector) == expected


def test_a_nil_selector_stays_nil_whatever_its_label_keys():
    (term,) = spec_of(anti(matchLabelKeys=["rev"]), labels={"rev": "1"}).required_anti_affinity
    assert term.selector is None


SPREAD = {
    "maxSkew": 1,
    "topologyKey": "zone",
    "whenUnsatisfiable": "DoNotSchedule",
    "minDomains": 3,
    "nodeAffinityPolicy": "Ignore",
    "nodeTaintsPolicy": "Honor",
}


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.36", (3, "Ignore", "Honor")), ("1.26", (1, "Ignore", "Honor")), ("1.25", (1, "Honor", "Ignore"))],
)
def test_spread_constraints_have_what_the_release_knows(version, expected):
    (constraint,) = spec_of({"topologySpreadConstraints": [SPREAD]}, version).spread_constraints
    assert (constraint.min_domains, constraint.node_affinity_policy, constraint.node_taints_policy) == expected


def test_before_1_18_nothing_is_spread():
    assert spec_of({"topologySpreadConstraints": [SPREAD]}, "1.17").spread_constraints == ()


def test_up_to_1_10_a_term_that_cannot_be_read_ends_the_search():
    terms = [
        {"matchExpressions": [{"key": "a", "operator": "Exists"}]},
        {"matchExpressions": [{"key": "a", "operator": "In"}]},
        {"matchExpressions": [{"key": "b", "operator": "Exists"}]},
    ]
    raw = {
        "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}
    }
    assert len(spec_of(raw, "1.9").required_node_terms) == 2
    assert len(spec_of(raw, "1.36").required_node_terms) == 3
