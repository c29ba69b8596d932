"""hostNetwork, and whose DNS such a pod asks."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset, of_pod

ASKS_THE_NODE, SERVICE = "DS502", "DS503"
HOST = {"pod.hostNetwork": True}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (HOST, "spec.template.spec.hostNetwork"),
        ({**HOST, "pod.dnsPolicy": "ClusterFirst"}, "spec.template.spec.dnsPolicy"),
        ({**HOST, "pod.dnsPolicy": "ClusterFirstWithHostNet"}, None),
        ({**HOST, "pod.dnsPolicy": "Default"}, None),
        ({**HOST, "pod.dnsPolicy": "None"}, None),
        ({"pod.hostNetwork": False}, None),
        ({}, None),
    ],
)
def test_cluster_first_on_the_host_network_is_reported(changes, field):
    assert [told for told, _ in of_daemonset(ASKS_THE_NODE, changes)] == ([field] if field else [])


def test_the_control_plane_runs_before_the_dns_of_the_cluster():
    assert of_pod(ASKS_THE_NODE, HOST) != []
    assert of_pod(ASKS_THE_NODE, {**HOST, "metadata.namespace": "kube-system"}) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("store.logging.svc", "store.logging.svc"),
        ("http://store.logging.svc.cluster.local:9200/x", "store.logging.svc.cluster.local"),
        ("--server=https://store.logging.svc.:443", "store.logging.svc"),
        ("--oidc-audience=https://kubernetes.default.svc", None),
        ("--service-account-issuer=https://kubernetes.default.svc.cluster.local", None),
        ("store.logging", None),
        ("svc", None),
        ("logging.svc", None),
        ("a.files.svc.example.com", None),
        ("my.file.svcs", None),
        ("https://kubernetes.example.com", None),
    ],
)
def test_names_of_services_are_seen(text, name):
    told = [
        (
            "spec.template.spec.containers[0].args[1]",
            f"{name} is the name of a Service, which the node's DNS cannot resolve",
        )
    ]
    changes = {**HOST, "container.args": ["-v", text]}
    assert of_daemonset(SERVICE, changes) == (told if name else [])
    assert bool(of_daemonset(ASKS_THE_NODE, changes)) is (name is None)


def test_a_pod_that_asks_the_dns_of_the_cluster_may_know_services():
    named = {"container.env": [{"name": "OUTPUT", "value": "store.logging.svc"}]}
    assert of_daemonset(SERVICE, {**named, **HOST}) != []
    assert of_daemonset(SERVICE, named) == []
    assert of_pod(SERVICE, {**named, **HOST}) != []
    assert of_pod(SERVICE, {**named, **HOST, "metadata.namespace": "kube-system"}) == []
    unasked = {"container.env": [{"name": "NO_PROXY", "value": "10.0.0.0/8,kubernetes.default.svc"}]}
    assert of_daemonset(SERVICE, {**unasked, **HOST}) == []
    assert of_daemonset(SERVICE, {**named, **HOST, "pod.dnsPolicy": "ClusterFirstWithHostNet"}) == []
