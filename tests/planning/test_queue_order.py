"""Pods that are created at once are taken by their priority."""

from __future__ import annotations

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.planning.queue_order import in_queue_order
from dslint.planning.workload import Workload
from tests.planning.nodes import daemonset, node, plain_pod

RELEASE = Release.of("1.36")


def test_the_highest_priority_comes_first_and_equals_keep_their_order():
    cluster = read_inventory([node("n1")], RELEASE)
    first, second = daemonset("first"), daemonset("second")
    high = plain_pod(priorityClassName="system-node-critical")
    refused = daemonset("refused", priorityClassName="none")
    workloads = [Workload.of(value) for value in (first, refused, second, high)]
    names = [workload.ref.name for workload in in_queue_order(workloads, cluster, RELEASE)]
    assert names == ["probe", "first", "refused", "second"]
