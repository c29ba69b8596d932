"""Pods of a DaemonSet that repel each other beyond their node."""

from __future__ import annotations

from tests.traps.pod_affinity import HOST_NAME, required_term
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS506"


def test_one_pod_a_node_needs_no_zone_of_its_own():
    assert of_daemonset(CODE, required_term("podAntiAffinity", topologyKey=HOST_NAME)) == []


def test_pods_alone_and_daemonsets_before_the_scheduler_took_them_have_no_such_trap():
    both = {**required_term("podAffinity"), **required_term("podAntiAffinity")}
    assert of_pod(CODE, both) == []
    assert of_daemonset(CODE, both, "1.11") == []
    field = "spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]"
    assert [told.removesuffix(".topologyKey") for told, _ in of_daemonset(CODE, both, "1.12")] == [field]
