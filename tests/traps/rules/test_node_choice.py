"""Which nodes a workload asks for, and in which words."""

from __future__ import annotations

import pytest

from dslint.traps.support.well_known_keys import (
    OTHER_VENDORS,
    WELL_KNOWN,
    differs_by_one_letter,
    similar_well_known_key,
)
from tests.traps.workloads import of_daemonset, of_pod

PREFERENCE, FIXED, ANY_OS, ONE_ARCHITECTURE = "DS511", "DS526", "DS530", "DS531"
KEY, VALUE, OLD_TOPOLOGY = "DS532", "DS533", "DS552"
REQUIRED, PREFERRED = (
    "requiredDuringSchedulingIgnoredDuringExecution",
    "preferredDuringSchedulingIgnoredDuringExecution",
)
TERMS = f"pod.affinity.nodeAffinity.{REQUIRED}.nodeSelectorTerms"
SPEC = "spec.template.spec"
NO_SELECTOR = {"pod.nodeSelector": {}}


def _terms(*terms):
    return {TERMS: [{"matchExpressions": [_expression(text) for text in term]} for term in terms]}


def _expression(text):
    key, operator, *values = text.split()
    return {"key": key, "operator": operator, **({"values": values} if values else {})}


def _fields(code, changes, version="1.36"):
    return [field for field, _ in of_daemonset(code, changes, version)]


@pytest.mark.parametrize("kind", ["podAffinity", "podAntiAffinity"])
def test_preferences_of_a_daemonset_have_no_effect(kind):
    term = {"weight": 1, "podAffinityTerm": {"topologyKey": "kubernetes.io/hostname", "labelSelector": {}}}
    changes = {f"pod.affinity.{kind}.{PREFERRED}": [term]}
    assert _fields(PREFERENCE, changes) == [f"{SPEC}.affinity.{kind}.{PREFERRED}"]
    assert of_pod(PREFERENCE, changes) == []


def test_a_template_that_names_a_node_is_reported_and_a_pod_may():
    assert _fields(FIXED, {"pod.nodeName": "worker-1"}) == [f"{SPEC}.nodeName"]
    assert of_pod(FIXED, {"pod.nodeName": "worker-1"}) == []


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (NO_SELECTOR, "1.36", True),
        (NO_SELECTOR, "1.13", False),
        ({}, "1.36", False),
        ({**NO_SELECTOR, "pod.os": {"name": "linux"}}, "1.36", False),
        ({**NO_SELECTOR, **_terms(["a Exists"], ["b In x"])}, "1.36", False),
        ({**NO_SELECTOR, **_terms(["a Exists"], ["b NotIn x"])}, "1.36", True),
        ({**NO_SELECTOR, "pod.nodeName": "worker-1"}, "1.36", False),
    ],
)
def test_a_daemonset_for_all_nodes_comes_to_windows_too(changes, version, told):
    assert _fields(ANY_OS, changes, version) == [SPEC] * told


@pytest.mark.parametrize(
    ("image", "told"),
    [
        ("registry.example/agent-amd64:1.0", True),
        ("registry.example/agent:1.0-arm64", True),
        ("arm64v8/agent:1.0", True),
        ("registry.example/agent_x86_64", True),
        ("registry.example/agent:1.0", False),
        ("registry.example/amd64tools:1.0", False),
        ("registry.example/amd64-arm64:1.0", False),
    ],
)
def test_the_name_of_an_image_may_tell_its_architecture(image, told):
    assert bool(_fields(ONE_ARCHITECTURE, {"container.image": image})) is told
    asked = {"container.image": image, "pod.nodeSelector": {"kubernetes.io/arch": "amd64"}}
    assert _fields(ONE_ARCHITECTURE, asked) == []
    pool = {"container.image": image, "pod.nodeSelector": {"example.com/pool": "storage"}}
    assert _fields(ONE_ARCHITECTURE, pool) == []
    assert _fields(ONE_ARCHITECTURE, {"container.image": image, **_terms(["kubernetes.io/arch In amd64"])}) == []


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("kubernetes.io/hostnam", "kubernetes.io/hostname"),
        ("kubernetes.io/hostanme", "kubernetes.io/hostname"),
        ("kubernetes.io/host-name", "kubernetes.io/hostname"),
        ("kubernetes.io/OS", "kubernetes.io/os"),
        ("topology.kubernetes.io/zones", "topology.kubernetes.io/zone"),
        ("node-role.kubernetes.io/contol-plane", "node-role.kubernetes.io/control-plane"),
        ("node.kubernetes.io/os", "kubernetes.io/os"),
        ("node-role.kubernetes.io/controlplane", None),
        ("node-role.kubernetes.io/worker", None),
        ("example.com/zone", None),
        ("zone", None),
    ],
)
def test_misspelled_well_known_keys_are_found(key, meant):
    assert similar_well_known_key(key) == meant


def test_no_well_known_key_is_reported():
    assert {key for key in (*WELL_KNOWN, *OTHER_VENDORS) if similar_well_known_key(key)} == set()


@pytest.mark.parametrize(
    ("text", "other", "slip"),
    [("abc", "abd", True), ("abc", "acb", True), ("abc", "ab", True), ("abc", "cba", False), ("abcd", "acbe", False)],
)
def test_differs_by_one_letter_is_one_letter_or_two_that_changed_places(text, other, slip):
    assert differs_by_one_letter(text, other) is slip
    assert differs_by_one_letter(other, text) is slip


def test_keys_are_looked_at_wherever_nodes_are_chosen():
    wrong, term = "kubernetes.io/hostnam", {"topologyKey": "kubernetes.io/hostnam", "labelSelector": {}}
    preference = {"matchExpressions": [_expression(f"{wrong} Exists")]}
    changes = {
        "pod.nodeSelector": {wrong: "x"},
        "pod.affinity": {
            "nodeAffinity": {PREFERRED: [{"weight": 1, "preference": preference}]},
            "podAffinity": {REQUIRED: [term]},
            "podAntiAffinity": {PREFERRED: [{"weight": 1, "podAffinityTerm": term}]},
        },
        "pod.topologySpreadConstraints": [{**term, "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"}],
        "pod.tolerations": [{"key": wrong, "operator": "Exists"}],
    }
    assert _fields(KEY, changes) == [
        f"{SPEC}.nodeSelector[{wrong}]",
        f"{SPEC}.affinity.nodeAffinity.{PREFERRED}[0].preference.matchExpressions[0].key",
        f"{SPEC}.affinity.podAffinity.{REQUIRED}[0].topologyKey",
        f"{SPEC}.affinity.podAntiAffinity.{PREFERRED}[0].podAffinityTerm.topologyKey",
        f"{SPEC}.topologySpreadConstraints[0].topologyKey",
        f"{SPEC}.tolerations[0].key",
    ]


@pytest.mark.parametrize(
    ("key", "value", "meant"),
    [
        ("kubernetes.io/os", "Linux", "linux"),
        ("beta.kubernetes.io/os", "win", "windows"),
        ("kubernetes.io/arch", "x86_64", "amd64"),
        ("kubernetes.io/arch", "ARM64", "arm64"),
        ("kubernetes.io/arch", "aarch64", "arm64"),
        ("kubernetes.io/arch", "amd64", None),
        ("kubernetes.io/arch", "loong64", None),
        ("example.com/arch", "x86_64", None),
    ],
)
def test_names_of_systems_are_those_of_go(key, value, meant):
    told = [f"no node has {key}={value}; the value is {meant}"] if meant else []
    assert [message for _, message in of_daemonset(VALUE, {"pod.nodeSelector": {key: value}})] == told
    assert _fields(VALUE, _terms([f"{key} In other {value}"])) == (
        [f"{SPEC}.affinity.nodeAffinity.{REQUIRED}.nodeSelectorTerms[0].matchExpressions[0].values[1]"] if meant else []
    )


@pytest.mark.parametrize(
    ("key", "version", "told"),
    [
        ("failure-domain.beta.kubernetes.io/zone", "1.36", True),
        ("failure-domain.beta.kubernetes.io/zone", "1.16", False),
        ("topology.kubernetes.io/zone", "1.36", False),
    ],
)
def test_old_topology_keys_are_reported_where_the_server_is_silent(key, version, told):
    term = {"topologyKey": key, "labelSelector": {"matchLabels": {"app": "x"}}}
    assert bool(_fields(OLD_TOPOLOGY, {f"pod.affinity.podAffinity.{REQUIRED}": [term]}, version)) is told
    spread = {**term, "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"}
    assert _fields(OLD_TOPOLOGY, {"pod.topologySpreadConstraints": [spread]}, version) == []
