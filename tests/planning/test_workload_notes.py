"""Notes on workloads: what their namespace adds, and the pods that a plan leaves out."""

from __future__ import annotations

import pytest

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.planning.workload import Workload
from dslint.planning.workload_notes import added, left_out
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
    assert list(added(Workload.of(daemonset()), cluster, RELEASE)) == expected


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
