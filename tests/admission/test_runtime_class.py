from __future__ import annotations

import pytest

from dslint.admission import runtime_class
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import FORBIDDEN, cluster, named, pod

NEWEST = Release.of("1.36")
TOLERATION = {"key": "kata", "operator": "Exists"}
KATA = named(
    "RuntimeClass",
    "kata",
    handler="kata",
    overhead={"podFixed": {"cpu": "250m"}},
    scheduling={"nodeSelector": {"runtime": "kata"}, "tolerations": [TOLERATION]},
)
PLAIN = named("RuntimeClass", "plain", handler="runc")


def admitted(version: str = "1.36", **spec):
    return runtime_class.admit(pod(**spec), cluster(KATA, PLAIN), Release.of(version))


def test_overhead_selector_and_tolerations_are_added():
    found = admitted(runtimeClassName="kata", nodeSelector={"disk": "ssd"}, tolerations=[TOLERATION])["spec"]
    assert found["overhead"] == {"cpu": "250m"}
    assert found["nodeSelector"] == {"disk": "ssd", "runtime": "kata"}
    assert found["tolerations"] == [TOLERATION]


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"runtimeClassName": "none"}, 'pod rejected: RuntimeClass "none" not found'),
        (
            {"runtimeClassName": "kata", "nodeSelector": {"runtime": "runc"}},
            "conflict: runtimeClass.scheduling.nodeSelector[runtime] = kata; pod.spec.nodeSelector[runtime] = runc",
        ),
        (
            {"runtimeClassName": "kata", "overhead": {"cpu": "1"}},
            "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
        ),
        (
            {"runtimeClassName": "plain", "overhead": {"cpu": "1"}},
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead",
        ),
        (
            {"overhead": {"cpu": "1"}},
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead",
        ),
    ],
)
def test_contradictions_are_refused_in_the_servers_words(spec, message):
    found = admitted(**spec)
    assert isinstance(found, Reason)
    assert found.message == FORBIDDEN + message


def test_the_same_overhead_written_otherwise_is_no_contradiction():
    assert admitted(runtimeClassName="kata", overhead={"cpu": "0.25"})["spec"]["overhead"] == {"cpu": "250m"}


def test_overhead_came_with_1_18():
    assert "overhead" not in admitted("1.17", runtimeClassName="kata")["spec"]
    assert admitted("1.18", runtimeClassName="kata")["spec"]["overhead"] == {"cpu": "250m"}


def test_without_a_class_the_pod_stays_as_it_is():
    manifest = pod()
    assert runtime_class.admit(manifest, cluster(KATA), NEWEST) is manifest


def test_a_class_of_which_nothing_is_known_leaves_the_pod_as_it_is() -> None:
    value = pod(runtimeClassName="kata", overhead={"cpu": "1"})
    assert runtime_class.admit(value, Cluster("test", []), NEWEST) == value
