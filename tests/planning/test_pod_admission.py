from __future__ import annotations

import pytest

import dslint
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.planning.pod_admission import pod_of
from dslint.plans import State
from tests.planning.nodes import daemonset, node

QUOTA = {
    "apiVersion": "v1",
    "kind": "ResourceQuota",
    "metadata": {"name": "team", "namespace": "default"},
    "spec": {"hard": {"pods": "2"}},
}
NODES = [node("n1"), node("n2"), node("n3")]
EXCEEDED = "exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2"


def plan_of(*workloads):
    return dslint.plan(list(workloads), inventory=[*NODES, QUOTA], kubernetes_version="1.36").workloads


def test_a_quota_lets_some_pods_in_and_which_is_chance():
    found = plan_of(daemonset())[0]
    assert (found.desired, found.bound, found.pending) == (3, 2, 0)
    bound, refused = found.placement
    assert (bound.state, refused.state) == (State.BOUND, State.EXCLUDED)
    assert refused.reasons[0].message == f'pods "agent-" is forbidden: {EXCEEDED}'
    assert found.notes == (f'quota admits 2 of 3 new pods, on random nodes: pods "agent-" is forbidden: {EXCEEDED}',)


def test_what_one_workload_uses_up_the_next_has_not():
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "probe", "namespace": "default"},
        "spec": {"containers": [{"name": "probe", "image": "probe:1"}]},
    }
    _, refused = plan_of(daemonset(), pod)
    assert [finding.message for finding in refused.rejected] == [f'pods "probe" is forbidden: {EXCEEDED}']


def test_pods_that_replace_others_take_nothing_more():
    found = dslint.plan(
        [daemonset(hostNetwork=True)],
        inventory=[*NODES[:2], QUOTA],
        baseline=[daemonset()],
        kubernetes_version="1.36",
    ).workloads[0]
    assert found.bound == 2


@pytest.mark.parametrize(
    ("name", "known"), [("high", False), ("system-node-critical", True), ("declared", True), ("shown", True)]
)
def test_the_priority_of_a_class_of_which_nothing_is_known_is_a_guess(name: str, known: bool) -> None:
    listed = {"priorityClassName": "shown", "priority": 7, "nodeName": "n1", "containers": [{"name": "c"}]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": listed}
    declared = {"kind": "PriorityClass", "metadata": {"name": "declared"}, "value": 5}
    spec = {"nodeGroups": [{"name": "n", "count": 1, "namePattern": "n1"}]}
    inventory = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": spec}
    release = Release.of("1.36")
    found = pod_of(
        DaemonSet.of(daemonset(priorityClassName=name), release), read_inventory([inventory, pod, declared]), release
    )
    assert isinstance(found, Pod)
    assert found.spec.priority_known is known


def test_pods_that_get_one_host_port_twice_run_nowhere() -> None:
    containers = [{"name": name, "image": "x:1", "ports": [{"containerPort": 9100}]} for name in ("a", "b")]
    workload = daemonset(hostNetwork=True, containers=containers)
    (found,) = dslint.plan([workload], inventory=NODES, kubernetes_version="1.33").workloads
    (group,) = found.placement
    assert (group.state, len(group.nodes), found.rejected) == (State.EXCLUDED, 3, ())
    (reason,) = group.reasons
    assert reason.decider.value == "api-server"
    assert reason.message.endswith('spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//9100"')
