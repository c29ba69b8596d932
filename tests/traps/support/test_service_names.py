"""Names of Services in commands, arguments and variables, and whose DNS the pod asks."""

from __future__ import annotations

import pytest

from dslint.traps.support.service_names import dns_path, service_names, uses_node_dns
from dslint.traps.support.workload import Workload
from tests.traps.workloads import DAEMONSET, POD, changed

CLUSTER_FIRST = {"pod.dnsPolicy": "ClusterFirst"}
HOST = {"pod.hostNetwork": True}


def workload(base, written, defaults=None):
    return Workload.of(changed(base, written), changed(base, {**written, **(defaults or {})}))


@pytest.mark.parametrize(
    ("changes", "node"),
    [
        ({**HOST, **CLUSTER_FIRST}, True),
        (CLUSTER_FIRST, False),
        ({**HOST, "pod.dnsPolicy": "ClusterFirstWithHostNet"}, False),
        ({**HOST, "pod.dnsPolicy": "Default"}, False),
    ],
)
def test_cluster_first_is_the_nodes_dns_on_the_host_network(changes, node):
    assert uses_node_dns(workload(DAEMONSET, changes)) is node
    assert uses_node_dns(workload(POD, changes)) is node


def test_only_pods_alone_are_the_control_plane_in_kube_system():
    changes = {**HOST, **CLUSTER_FIRST, "metadata.namespace": "kube-system"}
    assert uses_node_dns(workload(POD, changes)) is False
    assert uses_node_dns(workload(DAEMONSET, changes)) is True


def test_the_field_that_decides_is_the_policy_where_it_is_written_and_the_host_network_where_not():
    assert dns_path(workload(POD, {**HOST, **CLUSTER_FIRST})) == ("spec", "dnsPolicy")
    assert dns_path(workload(POD, HOST, CLUSTER_FIRST)) == ("spec", "hostNetwork")


def test_names_are_found_in_command_arguments_and_variables_in_this_order():
    changes = {
        "container.env": [{"name": "A", "value": "c.n.svc"}, {"name": "B"}],
        "container.args": ["x", "http://b.n.svc/"],
        "container.command": ["a.n.svc.cluster.local"],
    }
    place = ("spec", "containers", 0)
    assert list(service_names(workload(POD, changes))) == [
        ("a.n.svc.cluster.local", (*place, "command", 0)),
        ("b.n.svc", (*place, "args", 1)),
        ("c.n.svc", (*place, "env", 0, "value")),
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [("OUTPUT", True), ("NO_PROXY", False), ("no-proxy", False), ("TLS_SERVER_NAME", False), ("TOKEN_ISSUER", False)],
)
def test_a_name_that_is_only_compared_is_none_that_is_asked_for(name, found):
    changes = {"container.env": [{"name": name, "value": "store.logging.svc"}]}
    assert bool(list(service_names(workload(POD, changes)))) is found
