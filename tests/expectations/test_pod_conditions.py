"""The pod itself, and what it does to others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dslint.expectations.pod_conditions import priority_at_least
from tests.expectations.judging import Situation, judged
from tests.expectations.situations import PLAIN
from tests.rollout.clusters import SURGE, daemonset, node, nodes

PORTS = [{"containerPort": 80, "hostPort": 80}]
TAKEN = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "web", "namespace": "shop"},
    "spec": {
        "nodeName": "a1",
        "priority": 100,
        "containers": [
            {
                "name": "web",
                "image": "web",
                "ports": PORTS,
                "resources": {"requests": {"cpu": "3900m"}},
            }
        ],
    },
    "status": {"phase": "Running"},
}
CLASS = {
    "apiVersion": "scheduling.k8s.io/v1",
    "kind": "PriorityClass",
    "metadata": {"name": "agents"},
    "value": 1000,
}
EVICTING = Situation(daemonset(cpu="1", priorityClassName="agents"), [node("a1"), TAKEN, CLASS])
BUDGET = {
    "apiVersion": "policy/v1",
    "kind": "PodDisruptionBudget",
    "metadata": {"name": "web", "namespace": "shop"},
    "spec": {"selector": {"matchLabels": {"app": "web"}}, "minAvailable": 1},
}
PROTECTED = {**TAKEN, "metadata": {**TAKEN["metadata"], "labels": {"app": "web"}}}
BREAKING = Situation(daemonset(cpu="1", priorityClassName="agents"), [node("a1"), PROTECTED, CLASS, BUDGET])


@pytest.mark.parametrize(
    ("situation", "conditions", "passed", "said"),
    [
        (PLAIN, {"preemption": "none"}, True, "pods evicted: 0"),
        (EVICTING, {"preemption": "none"}, False, "pods evicted: 1: shop/web on a1"),
        (BREAKING, {"preemption": "none"}, False, "pods evicted: 1: shop/web on a1 (breaks its disruption budget)"),
        (EVICTING, {"preemption": {"belowPriority": 500}}, True, "pods evicted: 1"),
        (EVICTING, {"preemption": {"belowPriority": 100}}, False, "pods evicted: 1: shop/web on a1"),
        (PLAIN, {"portConflicts": {"max": 0}}, True, "waits for a host port on 0 nodes"),
        (
            Situation(daemonset(ports=PORTS), [node("a1"), TAKEN]),
            {"portConflicts": {"max": 0}},
            False,
            "waits for a host port on 1 node: a1",
        ),
        (PLAIN, {"perNodeRequests": {"cpu": {"max": "100m"}}}, True, "requests are within the limits"),
        (
            PLAIN,
            {"perNodeRequests": {"cpu": {"max": "2%"}}},
            False,
            "requests cpu 100m (limit 2%) on a1, a2, b1 and 1 more",
        ),
        (PLAIN, {"perNodeRequests": {"memory": {"max": 0}}}, True, "requests are within the limits"),
        (PLAIN, {"priorityAtLeast": 0}, True, "priority is 0"),
        (PLAIN, {"priorityAtLeast": 1000}, False, "priority is 0; expected at least 1000"),
        (PLAIN, {"mustTolerate": ["node.kubernetes.io/unschedulable"]}, True, "tolerates all of these taints"),
        (PLAIN, {"mustTolerate": ["spot", "x=y:NoExecute"]}, False, "does not tolerate spot:NoSchedule, x=y:NoExecute"),
    ],
)
def test_what_it_does_to_others(situation: Situation, conditions: dict[str, Any], passed: bool, said: str) -> None:
    found = judged(situation, **conditions)
    assert (found.passed, found.message) == (passed, said)


def test_a_surge_that_waits_for_its_own_port_is_a_port_conflict() -> None:
    deadlock = Situation(daemonset("agent:2", ports=PORTS, strategy=SURGE), nodes(2), daemonset(ports=PORTS))
    found = judged(deadlock, portConflicts={"max": 0})
    assert not found.passed
    assert found.message.startswith("the new pod does not fit beside the old one on 2 nodes")


def test_what_is_not_declared_is_no_reason_for_success_and_is_not_said_to_be_too_little() -> None:
    group = {"name": "w", "count": 2, "capacity": {"memory": "8Gi"}}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group]}}
    situation = Situation(daemonset(cpu="1", priorityClassName="agents"), [inventory])
    found = judged(situation, perNodeRequests={"cpu": {"max": "50%"}})
    assert (found.passed, found.message) == (False, "requests cpu 1000m, of which w-1, w-2 declares none")
    subject = situation.subject()
    pod = subject.pod
    assert pod is not None
    guessed = replace(pod, spec=replace(pod.spec, priority_known=False))
    assert priority_at_least(replace(subject, pod=guessed), 1000) == (
        False,
        "priority of class agents is not declared; expected at least 1000",
    )
