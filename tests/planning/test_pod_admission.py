from __future__ import annotations

import dslint
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
