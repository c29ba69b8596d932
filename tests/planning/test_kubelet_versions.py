"""Plans on nodes whose kubelets have other versions than the control plane."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.kubernetes.release import Release
from dslint.planning.kubelet_versions import oldest_supported
from dslint.plans import Plan, Verdict
from tests.planning.nodes import daemonset

SIDECAR = {"initContainers": [{"name": "proxy", "image": "registry.example/proxy:1", "restartPolicy": "Always"}]}


def planned(*kubelets: str | None, version: str = "1.33", baseline: bool = False, **spec: Any) -> Plan:
    groups = [{"name": f"g{index}", "count": 2, **({"kubelet": each} if each else {})}
              for index, each in enumerate(kubelets)]  # fmt: skip
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": groups}}
    old = [daemonset(containers=[{"name": "agent", "image": "registry.example/agent:1"}])]
    return dslint.plan(
        [daemonset(**spec)], inventory=[inventory], kubernetes_version=version, baseline=old if baseline else None
    )


def remarks(plan: Plan) -> list[str]:
    return [remark for remark in plan.remarks if "control plane" in remark]


@pytest.mark.parametrize(
    ("version", "oldest"), [("1.27", (1, 25)), ("1.28", (1, 25)), ("1.29", (1, 26)), ("1.34", (1, 31))]
)
def test_kubelets_may_be_two_minors_older_and_three_from_1_28_on(version: str, oldest: tuple[int, int]) -> None:
    assert oldest_supported(Release.of(version)) == oldest


def test_kubelets_that_are_too_old_or_newer_are_said() -> None:
    supported = "a control plane of 1.33: it supports 1.30 to 1.33"
    assert remarks(planned("1.29", "1.30", "1.33.2", "v1.34.0", None)) == [
        f"the kubelets of 2 nodes (g0 2: g0-1, g0-2) are of 1.29, too old for {supported}",
        f"the kubelets of 2 nodes (g3 2: g3-1, g3-2) are of 1.34, newer than {supported}",
    ]


def test_a_kubelet_that_refuses_the_pod_keeps_it_from_getting_ready_in_placement_and_rollout() -> None:
    plan = planned("1.28", "1.31", version="1.31", **SIDECAR)
    (never,) = [group for group in plan.workloads[0].placement if group.never_ready]
    assert (never.nodes, never.notes[0].code) == (("g0-1", "g0-2"), "KubeletRefuses")
    update = planned("1.28", "1.31", version="1.31", baseline=True, **SIDECAR)
    assert update.workloads[0].rollout.blocked is not None
    assert planned("1.29", "1.31", version="1.31", **SIDECAR).verdict.level.value == "safe"


def test_a_field_that_a_kubelet_ignores_is_a_finding_on_its_nodes() -> None:
    plan = planned("1.32", "1.33", hostUsers=False)
    (finding,) = plan.findings
    assert (finding.code, finding.severity.value) == ("DS822", "warning")
    assert finding.message.endswith("and ignores it, on 2 nodes (g0 2: g0-1, g0-2)")
    assert plan.verdict == Verdict(plan.verdict.level, f"default/agent: {finding.message}")
    assert planned("1.33", hostUsers=False).findings == ()


def test_the_node_pressure_rules_are_those_of_the_kubelet() -> None:
    def level(kubelet: str) -> bool:
        group = {"name": "g", "count": 1, "kubelet": kubelet, "conditions": {"DiskPressure": True}}
        inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group]}}
        spec = {"priorityClassName": "system-node-critical", "tolerations": [{"operator": "Exists"}]}
        agent = daemonset(**spec)
        agent["metadata"]["namespace"] = "kube-system"
        plan = dslint.plan([agent], inventory=[inventory], kubernetes_version="1.12")
        return plan.workloads[0].placement[0].never_ready

    assert (level("1.10"), level("1.11")) == (True, False)
