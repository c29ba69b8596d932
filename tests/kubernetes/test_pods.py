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


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([{"key": "metadata.name", "operator": "In", "values": ["n1"]}], "n1"),
        ([{"key": "metadata.name", "operator": "NotIn", "values": ["n1"]}], ""),
        ([{"key": "metadata.name", "operator": "In", "values": ["n1", "n2"]}], ""),
        ([], ""),
    ],
)
def test_a_daemon_pod_names_its_node_in_its_affinity(fields, expected):
    terms = [{"matchExpressions": [{"key": "a", "operator": "Exists"}]}, {"matchFields": fields}]
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}
    assert spec_of({"affinity": {"nodeAffinity": required}}).pinned_to == expected
    assert spec_of({}).pinned_to == ""
