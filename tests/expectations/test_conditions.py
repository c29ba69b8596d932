from __future__ import annotations

from typing import Any

import pytest

from tests.expectations.judging import Situation, judged
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling

ZONE = "topology.kubernetes.io/zone"
SPOT = {"key": "spot", "effect": "NoSchedule"}
MIXED = [
    node("a1", pool="general", **{ZONE: "a"}),
    node("a2", pool="general", **{ZONE: "a"}),
    node("b1", pool="general", **{ZONE: "b"}),
    node("s1", taints=[SPOT], pool="spot", **{ZONE: "b"}),
    node("tiny", cpu="50m", pool="general"),
]
PLAIN = Situation(daemonset(), MIXED)
UPDATE = Situation(daemonset("agent:2"), MIXED, daemonset())
NARROWED = Situation(daemonset("agent:2", nodeSelector={ZONE: "a"}), MIXED, daemonset())
ROLLING = Situation(daemonset("agent:2", strategy=rolling("50%")), MIXED[:4], daemonset())


@pytest.mark.parametrize(
    ("situation", "conditions", "passed", "said"),
    [
        (PLAIN, {"mustRunOn": {"labels": {ZONE: "a"}}}, True, "runs on all 2 matching nodes"),
        (PLAIN, {"mustRunOn": "b1"}, True, "runs on all 1 matching node"),
        (PLAIN, {"mustRunOn": ["a*", "s1"]}, False, "does not run on 1 of 3 nodes: s1 (untolerated taint spot"),
        (
            PLAIN,
            {"mustRunOn": "*"},
            False,
            "does not run on 2 of 5 nodes: s1 (untolerated taint spot:NoSchedule), tiny (",
        ),
        (PLAIN, {"mustRunOn": "nowhere"}, False, "matches no node of the inventory"),
        (PLAIN, {"mustNotRunOn": {"labels": {"pool": "spot"}}}, True, "runs on none of 1 matching node"),
        (PLAIN, {"mustNotRunOn": "*"}, False, "runs on 4 of 5 nodes: a1, a2, b1 and 1 more"),
        (PLAIN, {"desired": {"exactly": 4}}, True, "desired 4 of 5 nodes"),
        (PLAIN, {"desired": {"min": "90%"}}, False, "desired 4 of 5 nodes; expected min 90%"),
        (PLAIN, {"desired": {"min": "100%", "of": {"labels": {ZONE: "a"}}}}, True, "desired 2 of 2 nodes"),
        (PLAIN, {"desired": {"min": 5, "max": 3}}, False, "desired 4 of 5 nodes; expected min 5 and max 3"),
        (PLAIN, {"bound": {"exactly": 3}}, True, "bound 3 of 5 nodes"),
        (PLAIN, {"pending": {"max": 0}}, False, "pending 1 of 5 nodes; expected max 0"),
    ],
)
def test_where_it_runs(situation: Situation, conditions: dict[str, Any], passed: bool, said: str) -> None:
    found = judged(situation, **conditions)
    assert (found.passed, found.workload) == (passed, "default/agent")
    assert found.message.startswith(said), found.message


@pytest.mark.parametrize(
    ("situation", "conditions", "passed", "said"),
    [
        (PLAIN, {"removed": {"max": 0}}, True, "nothing is updated"),
        (UPDATE, {"removed": {"max": 0}}, True, "0 of 4 nodes will lose the pod"),
        (NARROWED, {"removed": {"max": "25%"}}, False, "2 of 4 nodes will lose the pod (limit 25%)"),
        (NARROWED, {"removed": {"max": "50%"}}, True, "2 of 4 nodes will lose the pod"),
        (NARROWED, {"removedAtOnce": {"max": 1}}, False, "2 of 4 nodes will lose the pod at once (limit 1)"),
        (ROLLING, {"unavailable": {"max": 2}}, True, "at most 2 of 3 nodes without an available pod"),
        (
            ROLLING,
            {"unavailable": {"max": "60%"}},
            False,
            "without an available pod at the same time: 2 of 3 nodes (limit 60%)",
        ),
        (
            ROLLING,
            {"unavailable": {"perZone": "60%"}},
            False,
            "without an available pod at the same time: 2 of 2 nodes of a (limit 60%)",
        ),
        (ROLLING, {"rolloutSeconds": {"max": 60}}, False, "takes 300 s (maximum); limit 60 s"),
        (ROLLING, {"rolloutSeconds": {"max": 60, "judge": "typical"}}, True, "takes 40 s (typical)"),
        (PLAIN, {"rolloutSeconds": {"max": 0}}, True, "nothing is updated"),
        (ROLLING, {"blocked": False}, True, "the rollout completes"),
        (ROLLING, {"blocked": True}, False, "the rollout completes"),
    ],
)
def test_what_the_update_does(situation: Situation, conditions: dict[str, Any], passed: bool, said: str) -> None:
    found = judged(situation, **conditions)
    assert (found.passed, found.message) == (passed, said)


def test_a_blocked_rollout_fails_with_what_frees_it_and_never_ends() -> None:
    on = nodes(3)
    stalls = Situation(daemonset("agent:2"), on, daemonset(), {"broken": ["n01"]})
    found = judged(stalls, blocked=False)
    assert not found.passed
    assert found.message.endswith("set maxUnavailable to at least 2 (34%)")
    assert judged(stalls, rolloutSeconds={"max": 9999}).message.startswith("never completes: ")


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


@pytest.mark.parametrize(
    ("situation", "conditions", "passed", "said"),
    [
        (PLAIN, {"preemption": "none"}, True, "pods evicted: 0"),
        (EVICTING, {"preemption": "none"}, False, "pods evicted: 1: shop/web on a1"),
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


@pytest.mark.parametrize(
    ("conditions", "passed", "said"),
    [
        ({"whatIf": "remove zone=a", "desired": {"min": 1}}, True, "what if remove zone=a: desired 1 of 2 nodes"),
        ({"whatIf": "remove zone=a", "mustRunOn": "b1"}, True, "what if remove zone=a: runs on all 1 matching node"),
        ({"whatIf": "remove b1", "mustRunOn": "b1"}, False, "what if remove b1: matches no node of the inventory"),
        ({"kubernetes": ["1.31", "1.35"], "samePlacement": True}, True, "same placement in 1.36, 1.31, 1.35"),
        ({"kubernetes": ["1.31"], "blocked": True}, False, "in 1.31: the rollout completes"),
        ({"rollback": {"blocked": False}}, True, "back to the previous revision: the rollout completes"),
        ({"rollback": {"toRevision": 7, "blocked": True}}, False, "back to revision 7: the rollout completes"),
    ],
)
def test_conditions_are_asked_elsewhere_too(conditions: dict[str, Any], passed: bool, said: str) -> None:
    found = judged(ROLLING, **conditions)
    assert (found.passed, found.message) == (passed, said)


def test_what_cannot_be_planned_otherwise_fails() -> None:
    found = judged(PLAIN, rollback={"toRevision": 3, "blocked": False})
    assert (found.passed, found.message) == (False, "back to revision 3: cannot be planned")


def test_versions_with_different_placement_are_reported_with_the_first_node_that_differs() -> None:
    cordoned = node("n1", taints=[{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}])
    found = judged(Situation(daemonset(), [cordoned]), kubernetes=["1.10"], samePlacement=True)
    assert (found.passed, found.message) == (False, "n1 is bound in 1.36 and excluded in 1.10")


@pytest.mark.parametrize(
    ("pattern", "meant"), [("agent", True), ("default/agent", True), ("default/*", True), ("logging/*", False)]
)
def test_workloads_are_selected_by_name_or_namespace(pattern: str, meant: bool) -> None:
    found = judged(PLAIN, workload=pattern, blocked=False)
    assert found.passed is meant
    if not meant:
        assert found.message == "no workload matches logging/*"
