"""What a surge evicts: room for the new pod beside the old one."""

from __future__ import annotations

from typing import Any

import pytest

import dslint
from dslint.plans import State
from tests.planning.nodes import daemonset, node

HIGH = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 100}


def pod(name: str, cpu: str) -> dict[str, Any]:
    containers = [{"name": "c", "image": "c:1", "resources": {"requests": {"cpu": cpu}}}]
    spec = {"nodeName": "n1", "containers": containers}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, "namespace": "default"}, "spec": spec}


def agent(cpu: str, *, surge: bool) -> dict[str, Any]:
    containers = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": cpu}}}]
    made = daemonset(containers=containers, priorityClassName="high")
    budget = {"maxUnavailable": 0, "maxSurge": 1} if surge else {"maxUnavailable": 1}
    made["spec"]["updateStrategy"] = {"type": "RollingUpdate", "rollingUpdate": budget}
    return made


@pytest.mark.parametrize(
    ("cpu", "surge", "victims"),
    [
        ("1500m", False, ["b"]),
        ("1500m", True, ["b", "a"]),
        ("1800m", False, ["b", "a"]),
        ("1800m", True, []),
        ("600m", True, []),
    ],
)
def test_a_surge_needs_room_beside_the_old_pod_and_evicts_nothing_where_there_is_none(
    cpu: str, surge: bool, victims: list[str]
) -> None:
    # Of 2 cpu, the old pod has 300m, a and b have 300m and 700m.
    inventory = [node("n1", cpu="2"), HIGH, pod("a", "300m"), pod("b", "700m")]
    plan = dslint.plan(
        [agent(cpu, surge=surge)], inventory=inventory, baseline=[agent("300m", surge=surge)], kubernetes_version="1.36"
    )
    found = sorted(victim.name for group in plan.workloads[0].placement for victim in group.evicts)
    assert found == sorted(victims)


@pytest.mark.parametrize(("cpu", "victims"), [("900m", []), ("1500m", ["b"]), ("2", ["a", "b"])])
def test_a_surge_of_a_higher_priority_evicts_the_old_pod_too_which_is_no_victim(cpu: str, victims: list[str]) -> None:
    # Of 2 cpu, the old pod has 1, a and b have 300m and 700m.
    old = agent("1", surge=True)
    del old["spec"]["template"]["spec"]["priorityClassName"]
    inventory = [node("n1", cpu="2"), HIGH, pod("a", "300m"), pod("b", "700m")]
    plan = dslint.plan([agent(cpu, surge=True)], inventory=inventory, baseline=[old], kubernetes_version="1.36")
    (group,) = plan.workloads[0].placement
    assert group.state is State.BOUND
    assert sorted(victim.name for victim in group.evicts) == victims
