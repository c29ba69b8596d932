from __future__ import annotations

import pytest

from dslint.admission import priority
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
