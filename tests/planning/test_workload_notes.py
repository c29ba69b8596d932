"""Notes on workloads: what their namespace adds, and the pods that a plan leaves out."""

from __future__ import annotations

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.planning.workload import Workload
from dslint.planning.workload_notes import left_out, of_namespace
from tests.planning.nodes import daemonset, node, plain_pod

RELEASE = Release.of("1.36")
SELECTOR = "scheduler.alpha.kubernetes.io/node-selector"


@pytest.mark.parametrize(
    ("annotations", "expected"),
    [
        (
            {SELECTOR: "region=hpc"},
            ["the namespace adds region=hpc to the node selector of its pods (PodNodeSelector)"],
        ),
        ({}, []),
        ({SELECTOR: "["}, []),
    ],
)
def test_the_selector_of_a_namespace_is_told_where_it_can_be_read(annotations, expected):
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default", "annotations": annotations}}
    cluster = read_inventory([node("n1"), namespace], RELEASE)
    assert list(of_namespace(Workload.of(daemonset()), cluster, RELEASE)) == expected


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([], []),
        (["n9"], ["its pods on n9 are left out: the inventory has no such node"]),
        (["n4", "n3", "n2", "n1"], ["its pods on n1, n2, n3 and 1 more are left out: the inventory has no such node"]),
    ],
)
def test_pods_on_nodes_that_are_not_there_are_told(nodes, expected):
    value = daemonset()
    made = DaemonSet.of(value, RELEASE)
    pods = [Pod.of({**made.pod_manifest(), "spec": {"nodeName": name, "containers": []}}, RELEASE) for name in nodes]
    assert list(left_out(Workload.of(value), pods, RELEASE)) == expected
    assert list(left_out(Workload.of(plain_pod()), pods, RELEASE)) == []


def test_the_requests_that_a_limit_range_sets_are_told_with_its_name():
    limits = [{"type": "Container", "defaultRequest": {"cpu": "1", "memory": "1Gi"}}]
    limit_range = {"kind": "LimitRange", "apiVersion": "v1", "metadata": {"name": "small", "namespace": "default"}}
    cluster = read_inventory([node("n1"), {**limit_range, "spec": {"limits": limits}}], RELEASE)
    value = daemonset()
    value["spec"]["template"]["spec"]["containers"][0]["resources"] = {"requests": {"memory": "2Gi"}}
    said = "LimitRange default/small sets requests of container agent: cpu 1"
    assert list(of_namespace(Workload.of(value), cluster, RELEASE)) == [said]
    assert len(list(of_namespace(Workload.of(plain_pod()), cluster, RELEASE))) == 1
    plan = dslint.plan([value], inventory=[node("n1"), {**limit_range, "spec": {"limits": limits}}])
    assert plan.workloads[0].notes == (said,)


def test_a_limit_range_of_another_namespace_or_without_defaults_is_not_told():
    other = {"kind": "LimitRange", "metadata": {"name": "a", "namespace": "x"}, "spec": {"limits": []}}
    here = {"kind": "LimitRange", "metadata": {"name": "b"}, "spec": {"limits": [{"type": "Pod", "max": {"cpu": "9"}}]}}
    cluster = read_inventory([node("n1"), other, here], RELEASE)
    assert list(of_namespace(Workload.of(daemonset()), cluster, RELEASE)) == []


def quota(name: str, namespace: str, *classes: str) -> dict:
    scope = {"scopeName": "PriorityClass", "operator": "In", "values": list(classes)}
    return {
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": {"name": name, "namespace": namespace},
        "spec": {"hard": {"pods": "1G"}, "scopeSelector": {"matchExpressions": [scope]}},
    }


CRITICAL = ("system-node-critical", "system-cluster-critical")
GKE = quota("gcp-critical-pods", "kube-system", *CRITICAL)
TOLD = (
    "GKE admits pods of priority class system-node-critical only in a namespace with a ResourceQuota for that class: "
    "default shows none (kube-system has gcp-critical-pods)"
)


@pytest.mark.parametrize(
    ("priority_class", "quotas", "expected"),
    [
        (CRITICAL[0], [GKE], [TOLD]),
        (CRITICAL[0], [GKE, quota("agents", "default", CRITICAL[1])], [TOLD]),
        (CRITICAL[0], [GKE, quota("agents", "default", *CRITICAL)], []),
        (CRITICAL[0], [quota("other", "kube-system", *CRITICAL)], []),
        ("agents", [GKE], []),
        ("", [GKE], []),
        (CRITICAL[0], [], []),
    ],
)
def test_a_critical_class_in_a_namespace_without_gkes_quota_is_told(priority_class, quotas, expected):
    value = daemonset()
    value["spec"]["template"]["spec"]["priorityClassName"] = priority_class
    cluster = read_inventory([node("n1"), *quotas], RELEASE)
    assert list(of_namespace(Workload.of(value), cluster, RELEASE)) == expected
