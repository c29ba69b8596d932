"""Pod affinity and topology spread of a DaemonSet towards its own pods."""

from __future__ import annotations

import pytest

from tests.traps.workloads import SURGE, of_daemonset, of_pod

REPELS, ATTRACTS, IDLE, BLOCKS = "DS506", "DS507", "DS509", "DS510"
ZONE, HOST_NAME = "topology.kubernetes.io/zone", "kubernetes.io/hostname"
OWN = {"labelSelector": {"matchLabels": {"app": "agent"}}}
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


def _terms(kind, **term):
    return {f"pod.affinity.{kind}.{REQUIRED}": [{**OWN, "topologyKey": ZONE, **term}]}


@pytest.mark.parametrize(
    ("term", "own"),
    [
        ({}, True),
        ({"labelSelector": {}}, True),
        ({"labelSelector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["agent", "x"]}]}}, True),
        ({"labelSelector": {"matchLabels": {"app": "cache"}}}, False),
        ({"labelSelector": None}, False),
        ({"namespaces": ["agents", "other"]}, True),
        ({"namespaces": ["other"]}, False),
        ({"namespaceSelector": {}}, True),
        ({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "agents"}}}, True),
        ({"namespaceSelector": {"matchLabels": {"team": "x"}}}, False),
    ],
)
def test_terms_that_select_the_own_pods_are_found(term, own):
    assert len(of_daemonset(REPELS, _terms("podAntiAffinity", **term))) == own
    assert len(of_daemonset(ATTRACTS, _terms("podAffinity", **term))) == own


def test_one_pod_a_node_needs_no_zone_of_its_own():
    assert of_daemonset(REPELS, _terms("podAntiAffinity", topologyKey=HOST_NAME)) == []


def test_one_region_holds_all_nodes():
    assert of_daemonset(ATTRACTS, _terms("podAffinity", topologyKey="topology.kubernetes.io/region")) == []
    assert len(of_daemonset(ATTRACTS, _terms("podAffinity", topologyKey=HOST_NAME))) == 1


@pytest.mark.parametrize("code", [REPELS, ATTRACTS])
def test_pods_alone_and_daemonsets_before_the_scheduler_took_them_have_no_such_trap(code):
    both = {**_terms("podAffinity"), **_terms("podAntiAffinity")}
    assert of_pod(code, both) == []
    assert of_daemonset(code, both, "1.11") == []
    assert len(of_daemonset(code, both, "1.12")) == 1


def _spread(**constraint):
    whole = {"maxSkew": 1, "topologyKey": ZONE, "whenUnsatisfiable": "DoNotSchedule", **OWN, **constraint}
    return {"pod.topologySpreadConstraints": [whole]}


@pytest.mark.parametrize(
    ("constraint", "more", "version", "code"),
    [
        ({}, {}, "1.36", IDLE),
        ({"whenUnsatisfiable": "ScheduleAnyway"}, {}, "1.36", IDLE),
        ({"nodeAffinityPolicy": "Ignore"}, {}, "1.36", BLOCKS),
        ({"nodeAffinityPolicy": "Ignore"}, {}, "1.25", IDLE),
        ({"nodeAffinityPolicy": "Ignore", "topologyKey": HOST_NAME}, {}, "1.36", IDLE),
        ({"nodeAffinityPolicy": "Ignore", "labelSelector": {"matchLabels": {"app": "x"}}}, {}, "1.36", IDLE),
        ({"nodeAffinityPolicy": "Ignore", "whenUnsatisfiable": "ScheduleAnyway"}, {}, "1.36", IDLE),
        ({"minDomains": 3}, {}, "1.36", IDLE),
        ({"minDomains": 3}, SURGE, "1.36", BLOCKS),
        ({"minDomains": 3, "maxSkew": 2}, SURGE, "1.36", IDLE),
        ({"minDomains": 1}, SURGE, "1.36", IDLE),
    ],
)
def test_a_spread_of_a_daemonset_does_nothing_or_blocks(constraint, more, version, code):
    changes = {**_spread(**constraint), **more}
    other = BLOCKS if code == IDLE else IDLE
    field = "spec.template.spec.topologySpreadConstraints[0]"
    assert [told for told, _ in of_daemonset(code, changes, version)] == [field]
    assert of_daemonset(other, changes, version) == []


def test_an_ineffective_spread_is_not_reported_for_pods_or_before_its_version():
    assert of_pod(IDLE, _spread()) == []
    assert of_daemonset(IDLE, _spread(), "1.17") == []
