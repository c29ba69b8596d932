"""Pods of a DaemonSet that ask for each other."""

from __future__ import annotations

from tests.traps.pod_affinity import HOST_NAME, required_term
from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS507"


def test_one_region_holds_all_nodes():
    assert of_daemonset(CODE, required_term("podAffinity", topologyKey="topology.kubernetes.io/region")) == []
    assert len(of_daemonset(CODE, required_term("podAffinity", topologyKey=HOST_NAME))) == 1


def test_pods_alone_and_daemonsets_before_the_scheduler_took_them_have_no_such_trap():
    both = {**required_term("podAffinity"), **required_term("podAntiAffinity")}
    assert of_pod(CODE, both) == []
    assert of_daemonset(CODE, both, "1.11") == []
    field = "spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]"
    assert [told.removesuffix(".topologyKey") for told, _ in of_daemonset(CODE, both, "1.12")] == [field]
