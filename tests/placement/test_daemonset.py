from __future__ import annotations

import pytest

from dslint.kubernetes.daemon_tolerations import daemon_tolerations
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import (
    GENERATION_ANNOTATION,
    GENERATION_LABEL,
    REVISION_LABEL,
    DaemonSet,
    with_tolerations,
)
from tests.placement.building import RELEASE, daemonset, pod

NOT_READY = "node.kubernetes.io/not-ready"


def keys(version, *, host_network=False):
    found = daemon_tolerations(Release.of(version), host_network=host_network)
    return [f"{key.removeprefix('node.kubernetes.io/')}:{effect}" for key, effect in found]


ALWAYS = ["not-ready:NoExecute", "unreachable:NoExecute", "disk-pressure:NoSchedule", "memory-pressure:NoSchedule"]


@pytest.mark.parametrize(
    ("version", "host_network", "expected"),
    [
        ("1.5", False, []),
        (
            "1.6",
            False,
            ["node.alpha.kubernetes.io/notReady:NoExecute", "node.alpha.kubernetes.io/unreachable:NoExecute"],
        ),
        ("1.9", False, ALWAYS),
        ("1.12", False, [*ALWAYS, "unschedulable:NoSchedule"]),
        ("1.14", False, [*ALWAYS, "pid-pressure:NoSchedule", "unschedulable:NoSchedule"]),
        (
            "1.36",
            True,
            [*ALWAYS, "pid-pressure:NoSchedule", "unschedulable:NoSchedule", "network-unavailable:NoSchedule"],
        ),
    ],
)
def test_the_controller_adds_what_its_version_tolerates(version, host_network, expected):
    assert keys(version, host_network=host_network) == expected


def test_a_toleration_that_is_there_loses_its_seconds_in_its_place():
    there = {"key": NOT_READY, "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 5}
    other = {"key": NOT_READY, "operator": "Exists", "effect": "NoSchedule"}
    found = with_tolerations({"tolerations": [other, there]}, RELEASE)["tolerations"]
    assert found[:2] == [other, {"key": NOT_READY, "operator": "Exists", "effect": "NoExecute"}]
    assert len(found) == 7


def test_the_template_itself_is_left_alone():
    spec = {"tolerations": []}
    with_tolerations(spec, RELEASE)
    assert spec == {"tolerations": []}


def test_the_pod_has_the_revision_its_owner_and_no_pin():
    manifest = daemonset(nodeSelector={"zone": "a"}).pod_manifest("abc")
    assert manifest["metadata"]["labels"] == {"app": "agent", REVISION_LABEL: "abc", GENERATION_LABEL: "1"}
    assert manifest["metadata"]["generateName"] == "agent-"
    assert manifest["metadata"]["ownerReferences"][0]["controller"] is True
    assert manifest["spec"]["nodeSelector"] == {"zone": "a"}
    assert "affinity" not in manifest["spec"]


@pytest.mark.parametrize(
    ("given", "in_spec", "expected"), [({GENERATION_ANNOTATION: "4"}, None, "4"), ({}, 3, "3"), ({}, None, "1")]
)
def test_the_pod_has_the_generation_of_the_template(given, in_spec, expected):
    made = daemonset()
    raw = {
        **made.raw,
        "metadata": {**made.raw["metadata"], "annotations": given},
        "spec": {**made.raw["spec"], "templateGeneration": in_spec},
    }
    parsed = DaemonSet.of(raw, RELEASE)
    assert parsed.pod_manifest()["metadata"]["labels"][GENERATION_LABEL] == expected
    assert parsed.pod_manifest("abc", "9")["metadata"]["labels"][GENERATION_LABEL] == "9"


def owned(name="agent", kind="DaemonSet"):
    return {"ownerReferences": [{"kind": kind, "name": name, "uid": "u", "controller": True}]}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (pod(metadata=owned()), True),
        (pod(metadata=owned("other")), False),
        (pod(metadata=owned(kind="ReplicaSet"), labels={"app": "agent"}), False),
        (pod(metadata=owned(), namespace="team-a"), True),
        (pod(labels={"app": "agent"}), True),
        (pod(labels={"app": "agent", "more": "x"}), True),
        (pod(labels={"app": "web"}), False),
        (pod(labels={"app": "agent"}, namespace="team-a"), False),
    ],
)
def test_its_own_pods_and_orphans_with_its_labels_are_its(made, expected):
    # A namespace given in metadata wins over the builder's.
    assert daemonset().owns(made) is (expected and made.namespace == "default")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"app": "agent", REVISION_LABEL: "a"}, True),
        ({"app": "debugged", REVISION_LABEL: "a"}, False),
        # As in an inventory written by hand.
        ({"app": "debugged"}, True),
        ({}, True),
    ],
)
def test_a_pod_whose_labels_no_longer_match_is_released(labels, expected):
    assert daemonset().owns(pod(metadata=owned(), labels=labels)) is expected


def test_an_orphan_that_is_going_is_not_adopted():
    going = pod(metadata={"labels": {"app": "agent"}, "deletionTimestamp": "2026-01-01T00:00:00Z"})
    assert not daemonset().owns(going)
