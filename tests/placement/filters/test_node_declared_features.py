"""NodeDeclaredFeatures: what the pod needs and the node must declare."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, node, pod, snapshot

FEATURE = "UserNamespacesHostNetworkSupport"
REFUSED = "node(s) didn't match Pod's required features"
RESTART = {"restartPolicyRules": [{"action": "RestartAllContainers"}]}


@pytest.mark.parametrize(
    ("version", "spec", "declared", "expected"),
    [
        ("1.36", {"hostNetwork": True, "hostUsers": False}, (), [REFUSED]),
        ("1.36", {"hostNetwork": True, "hostUsers": False}, (FEATURE,), []),
        ("1.36", {"hostNetwork": True}, (), []),
        ("1.36", {"container": RESTART}, (), [REFUSED]),
        ("1.36", {"container": RESTART}, ("RestartAllContainersOnContainerExits",), []),
        ("1.35", {"container": RESTART}, (), []),
    ],
)
def test_nodes_must_declare_what_the_pod_needs(version, spec, declared, expected):
    release = Release.of(version)
    cluster = snapshot(node("n1", declared_features=frozenset(declared)), release=release)
    assert events(pod(release=release, **spec), cluster, "n1") == expected
