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


def plain_pod(**spec):
    spec.setdefault("containers", [{"name": "probe", "image": "probe:1"}])
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "probe", "namespace": "default"}, "spec": spec}


def states(workload):
    return {name: group.state for group in workload.placement for name in group.nodes}


def test_a_pod_is_bound_where_one_node_wins_and_the_others_say_why_they_lose():
    nodes = [node("n1", cpu="1"), node("n2"), node("n3", taint("gpu"))]
    found = dslint.plan([plain_pod()], inventory=nodes, kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.EXCLUDED, "n2": State.BOUND, "n3": State.EXCLUDED}
    assert {group.reasons[0].code for group in found.placement if group.reasons} == {"LowerScore", "UntoleratedTaint"}


def test_a_pod_may_go_to_each_of_the_nodes_that_tie():
    found = dslint.plan([plain_pod()], inventory=[node("n1"), node("n2")], kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.CANDIDATE, "n2": State.CANDIDATE}
    assert found.notes == (
        "2 nodes tie, and the scheduler picks one at random; later workloads are planned with the pod on n1",
    )


def test_a_pod_that_admission_refuses_is_rejected():
    pod = plain_pod(priorityClassName="none")
    found = dslint.plan([pod], inventory=[node("n1")], kubernetes_version="1.36").workloads[0]
    assert [finding.message for finding in found.rejected] == [
        'pods "probe" is forbidden: no PriorityClass with name none was found'
    ]
    assert found.placement == ()


def test_a_node_that_no_longer_matches_loses_its_pod_at_once():
    nodes = [node("n1", labels={"disk": "ssd"}), node("n2")]
    new = daemonset(nodeSelector={"disk": "ssd"})
    found = dslint.plan([new], inventory=nodes, baseline=[daemonset()], kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.BOUND, "n2": State.REMOVED}
    assert found.rollout is not None
    assert (found.rollout.changed, found.rollout.replaced, found.rollout.removed_at_once) == (True, 1, 1)


def test_a_pod_that_the_controller_would_not_create_again_stays_until_the_template_changes():
    nodes = [node("n1")]
    tainted = [node("n1", taint("gpu"))]
    for new, state in ((daemonset(), State.MISSCHEDULED), (daemonset(hostNetwork=True), State.REMOVED)):
        plan = dslint.plan(
            [new], inventory=nodes, inventory_after=tainted, baseline=[daemonset()], kubernetes_version="1.36"
        )
        assert states(plan.workloads[0]) == {"n1": state}


def test_the_pods_of_the_version_before_make_room_for_the_new_ones():
    hungry = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "3"}}}]
    hungrier = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "4"}}}]
    found = dslint.plan(
        [daemonset(containers=hungrier)],
        inventory=[node("n1")],
        baseline=[daemonset(containers=hungry)],
        kubernetes_version="1.36",
    ).workloads[0]
    assert (found.bound, found.pending) == (1, 0)


def test_a_namespaces_node_selector_leaves_pods_pending_that_the_controller_made():
    namespace = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": "default", "annotations": {"scheduler.alpha.kubernetes.io/node-selector": "region=hpc"}},
    }
    nodes = [node("n1", labels={"region": "hpc"}), node("n2")]
    found = dslint.plan([daemonset()], inventory=[*nodes, namespace], kubernetes_version="1.36").workloads[0]
    assert states(found) == {"n1": State.BOUND, "n2": State.PENDING}
    assert found.notes == ("the namespace adds region=hpc to the node selector of its pods (PodNodeSelector)",)


def test_an_old_pod_that_a_workload_before_evicted_waits_for_its_node_again():
    def asking(image):
        return [{"name": "agent", "image": image, "resources": {"requests": {"cpu": "3"}}}]

    old, new = daemonset("low", containers=asking("low:1")), daemonset("low", containers=asking("low:2"))
    high = daemonset("high", containers=asking("high:1"), priorityClassName="system-node-critical")
    high["metadata"]["namespace"] = "kube-system"
    found = dslint.plan([high, new], inventory=[node("n1")], baseline=[old], kubernetes_version="1.36")
    first, second = found.workloads
    assert [victim.name for group in first.placement for victim in group.evicts] == ["low-"]
    assert (second.desired, second.bound, second.pending) == (1, 0, 1)
    assert second.placement[0].reasons[0].event == "Insufficient cpu"
    assert second.rollout.budget.taken == 1
    assert second.rollout.blocked.message.startswith("the new pod does not fit on any of 1 node")
