from __future__ import annotations

from dataclasses import replace

import pytest

from dslint.admission import priority
from dslint.admission.priority import admit, listed_priority, priorities
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.plans import Decider, Reason
from tests.admission.clusters import FORBIDDEN, cluster, named, pod

NEWEST = Release.of("1.36")
HIGH = named("PriorityClass", "high", value=1000)
POLITE = named("PriorityClass", "polite", value=1000, preemptionPolicy="Never")
USUAL = named("PriorityClass", "usual", value=7, globalDefault=True)


def admitted(release: Release = NEWEST, classes: tuple = (HIGH, POLITE), namespace: str = "default", **spec):
    return priority.admit(pod(namespace, **spec), cluster(*classes), release)


@pytest.mark.parametrize(
    ("spec", "value", "policy"),
    [
        ({}, 0, "PreemptLowerPriority"),
        ({"priorityClassName": "high"}, 1000, "PreemptLowerPriority"),
        ({"priorityClassName": "polite"}, 1000, "Never"),
        ({"priorityClassName": "system-node-critical"}, 2_000_001_000, "PreemptLowerPriority"),
        ({"priorityClassName": "system-cluster-critical"}, 2_000_000_000, "PreemptLowerPriority"),
        ({"priorityClassName": "high", "priority": 1000}, 1000, "PreemptLowerPriority"),
    ],
)
def test_the_class_gives_priority_and_preemption_policy(spec, value, policy):
    found = admitted(**spec)["spec"]
    assert (found["priority"], found["preemptionPolicy"]) == (value, policy)


@pytest.mark.parametrize(
    ("spec", "message", "path"),
    [
        ({"priorityClassName": "none"}, "no PriorityClass with name none was found", ("spec", "priorityClassName")),
        (
            {"priorityClassName": "high", "priority": 5},
            (
                "the integer value of priority (5) must not be provided in pod spec; "
                "priority admission controller computed 1000 from the given PriorityClass name"
            ),
            ("spec", "priority"),
        ),
        (
            {"preemptionPolicy": "Never"},
            (
                "the string value of PreemptionPolicy (Never) must not be provided in pod spec; "
                "priority admission controller computed PreemptLowerPriority from the given PriorityClass name"
            ),
            ("spec", "preemptionPolicy"),
        ),
    ],
)
def test_what_contradicts_the_class_is_refused_in_the_servers_words(spec, message, path):
    assert admitted(**spec) == Reason("PriorityClass", Decider.API_SERVER, FORBIDDEN + message, path=path)


def test_without_a_class_the_lowest_global_default_holds():
    higher = named("PriorityClass", "other", value=70, globalDefault=True)
    found = admitted(classes=(higher, USUAL))["spec"]
    assert (found["priorityClassName"], found["priority"]) == ("usual", 7)


@pytest.mark.parametrize(
    ("version", "namespace", "refused"),
    [("1.16", "default", True), ("1.16", "kube-system", False), ("1.17", "default", False)],
)
def test_system_classes_were_for_kube_system_before_1_17(version, namespace, refused):
    found = admitted(Release.of(version), namespace=namespace, priorityClassName="system-node-critical")
    assert isinstance(found, Reason) is refused


def test_before_priorities_were_on_nothing_changes():
    manifest = pod(priorityClassName="none")
    assert priority.admit(manifest, cluster(), Release.of("1.10")) is manifest


@pytest.mark.parametrize(("version", "checked"), [("1.18", False), ("1.19", True)])
def test_the_preemption_policy_is_checked_and_given_from_1_19_on(version, checked):
    release = Release.of(version)
    assert isinstance(admitted(release, preemptionPolicy="Never"), Reason) is checked
    assert ("preemptionPolicy" in admitted(release, priorityClassName="polite")["spec"]) is checked


def test_a_class_of_which_nothing_is_known_has_the_priority_that_other_pods_show_or_none() -> None:
    unknown = Cluster("test", [])
    found = admit(pod(priorityClassName="high"), unknown, NEWEST)
    assert not isinstance(found, Reason)
    assert (found["spec"]["priority"], found["spec"]["preemptionPolicy"]) == (0, "PreemptLowerPriority")
    shown = pod(priorityClassName="high", priority=7, preemptionPolicy="Never")
    found = admit(pod(priorityClassName="high"), replace(unknown, pods=[Pod.of(shown, NEWEST)]), NEWEST)
    assert not isinstance(found, Reason)
    assert (found["spec"]["priority"], found["spec"]["preemptionPolicy"]) == (7, "Never")


def test_the_priority_of_a_pod_itself_agrees_with_a_class_of_which_nothing_is_known() -> None:
    found = admit(pod(priorityClassName="high", priority=9), Cluster("test", []), NEWEST)
    assert not isinstance(found, Reason)
    assert found["spec"]["priority"] == 9


@pytest.mark.parametrize(
    ("namespace", "name", "static", "expected"),
    [
        ("kube-system", "kube-proxy-x7k2p", False, (2_000_001_000, True)),
        ("kube-system", "coredns-5d4-x", False, (2_000_000_000, True)),
        ("kube-system", "kube-proxyless", False, (0, False)),
        ("shop", "kube-proxy", False, (0, False)),
        ("shop", "anything", True, (2_000_001_000, True)),
    ],
)
def test_pods_that_are_listed_without_a_priority_are_critical_by_their_names(
    namespace: str, name: str, static: bool, expected: tuple[int, bool]
) -> None:
    classes = priorities(Cluster("test", []))
    assert listed_priority(None, classes, namespace=namespace, name=name, static=static) == expected


def test_a_listed_pod_has_the_priority_of_its_class_where_that_is_known() -> None:
    classes = priorities(cluster())
    assert listed_priority(None, classes, namespace="shop", name="api", static=False) == (0, True)
    assert listed_priority("system-node-critical", classes, namespace="shop", name="api", static=False) == (
        2_000_001_000,
        True,
    )
    assert listed_priority("high", classes, namespace="kube-system", name="kube-proxy", static=False) == (0, False)
