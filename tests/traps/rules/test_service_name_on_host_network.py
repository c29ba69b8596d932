"""Names of Services in a pod that asks the DNS of its node."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, of_daemonset, of_pod, problems

ASKS_THE_NODE = "DS502"
CODE = "DS503"
HOST = {"pod.hostNetwork": True}


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
    assert of_daemonset(CODE, changes) == (told if name else [])
    assert bool(of_daemonset(ASKS_THE_NODE, changes)) is (name is None)


def test_a_pod_that_asks_the_dns_of_the_cluster_may_know_services():
    named = {"container.env": [{"name": "OUTPUT", "value": "store.logging.svc"}]}
    assert of_daemonset(CODE, {**named, **HOST}) != []
    assert of_daemonset(CODE, named) == []
    assert of_pod(CODE, {**named, **HOST}) != []
    assert of_pod(CODE, {**named, **HOST, "metadata.namespace": "kube-system"}) == []
    unasked = {"container.env": [{"name": "NO_PROXY", "value": "10.0.0.0/8,kubernetes.default.svc"}]}
    assert of_daemonset(CODE, {**unasked, **HOST}) == []
    assert of_daemonset(CODE, {**named, **HOST, "pod.dnsPolicy": "ClusterFirstWithHostNet"}) == []


def test_on_windows_the_help_is_not_a_policy_that_windows_lacks():
    changes = {**HOST, "container.args": ["store.logging.svc"], "pod.os": {"name": "windows"}}
    (found,) = [each for each in problems(changed(DAEMONSET, changes)) if each.code == CODE]
    assert found.help is not None
    assert "set dnsPolicy to Default" in found.help
