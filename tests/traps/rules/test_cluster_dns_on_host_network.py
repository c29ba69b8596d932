"""hostNetwork, and whose DNS such a pod asks."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, of_daemonset, of_pod, problems

CODE = "DS502"
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
def test_cluster_first_on_the_host_network_is_told(changes, field):
    assert [told for told, _ in of_daemonset(CODE, changes)] == ([field] if field else [])


def test_the_control_plane_runs_before_the_dns_of_the_cluster():
    assert of_pod(CODE, HOST) != []
    assert of_pod(CODE, {**HOST, "metadata.namespace": "kube-system"}) == []


def test_on_windows_the_help_is_a_policy_that_windows_has():
    found = problems(changed(DAEMONSET, {**HOST, "pod.os": {"name": "windows"}}))
    assert [each.help for each in found if each.code == CODE] == [
        "set dnsPolicy to Default; Windows does not support ClusterFirstWithHostNet"
    ]
    assert of_daemonset(CODE, {**HOST, "pod.os": {"name": "windows"}, "pod.dnsPolicy": "Default"}) == []
