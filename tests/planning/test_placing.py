from __future__ import annotations

import dslint
from dslint.plans import Decider, State
from tests.planning.nodes import daemonset, node, taint


def test_eligible_nodes_run_the_pod_and_the_others_say_why_not():
    nodes = [node("n1"), node("n2", taint("gpu")), node("n3", taint("gpu"))]
    found = dslint.plan([daemonset()], inventory=nodes, kubernetes_version="1.36").workloads[0]
    assert (found.desired, found.bound, found.pending) == (1, 1, 0)
    bound, excluded = found.placement
    assert (bound.state, bound.nodes) == (State.BOUND, ("n1",))
    assert (excluded.state, excluded.nodes) == (State.EXCLUDED, ("n2", "n3"))
    assert [reason.message for reason in excluded.reasons] == ["untolerated taint gpu:NoSchedule"]


def test_each_workload_is_settled_before_the_next():
    hungry = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "3"}}}]
    both = [daemonset("first", containers=hungry), daemonset("second", containers=hungry)]
    first, second = dslint.plan(both, inventory=[node("n1")], kubernetes_version="1.36").workloads
    assert (first.bound, second.bound, second.pending) == (1, 0, 1)
    assert second.placement[0].reasons[0].event == "Insufficient cpu"


def test_a_daemonset_whose_pods_are_refused_is_accepted_and_runs_nowhere():
    nodes = [node("n1"), node("n2", taint("gpu"))]
    found = dslint.plan([daemonset(priorityClassName="none")], inventory=nodes, kubernetes_version="1.36").workloads[0]
    assert (found.rejected, found.desired, found.bound, found.pending) == ((), 1, 0, 0)
    refused, excluded = found.placement
    assert refused.nodes == ("n1",)
    assert refused.reasons[0].decider is Decider.API_SERVER
    assert refused.reasons[0].message == 'pods "agent-" is forbidden: no PriorityClass with name none was found'
    assert refused.reasons[0].path == ("spec", "template", "spec", "priorityClassName")
    assert excluded.reasons[0].code == "UntoleratedTaint"


def test_kinds_that_are_not_planned_are_left_out():
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}}
    assert dslint.plan([service], inventory=[node("n1")], kubernetes_version="1.36").workloads == ()
