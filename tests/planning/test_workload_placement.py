"""Workloads placed one after the other, each on what those before it left."""

from __future__ import annotations

import dslint
from dslint.plans import State
from dslint.policy import catalogue
from tests.planning.nodes import NO_PRIORITY_CLASSES, daemonset, node, plain_pod, states


def test_each_workload_is_settled_before_the_next():
    hungry = [{"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "3"}}}]
    both = [daemonset("first", containers=hungry), daemonset("second", containers=hungry)]
    first, second = dslint.plan(both, inventory=[node("n1")], kubernetes_version="1.36").workloads
    assert (first.bound, second.bound, second.pending) == (1, 0, 1)
    assert second.placement[0].reasons[0].event == "Insufficient cpu"


def test_kinds_that_are_not_planned_are_left_out():
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}}
    assert dslint.plan([service], inventory=[node("n1")], kubernetes_version="1.36").workloads == ()


def test_a_pod_that_admission_refuses_is_rejected():
    pod = plain_pod(priorityClassName="none")
    found = dslint.plan([pod], inventory=[node("n1"), NO_PRIORITY_CLASSES], kubernetes_version="1.36").workloads[0]
    assert [finding.message for finding in found.rejected] == [
        'pods "probe" is forbidden: no PriorityClass with name none was found'
    ]
    assert found.placement == ()
    assert [finding.kubernetes_versions for finding in found.rejected] == [("1.36",)]


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
    # Both change at once: the old pod is available at first.
    assert second.rollout.budget.taken == 0
    assert second.rollout.blocked.message.startswith("the new pod does not fit on any of 1 node")


def test_nothing_is_created_in_a_namespace_that_the_server_rejects():
    labels = {"pod-security.kubernetes.io/enforce": "strict"}
    team = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "default", "labels": labels}}
    found = dslint.plan([daemonset()], inventory=[node("n1"), team], kubernetes_version="1.36").workloads[0]
    [finding] = found.rejected
    assert (finding.code, finding.message) == ("DS801", 'namespaces "default" not found')
    assert finding.help == catalogue.rule("DS801").help


def test_a_quota_of_daemonsets_counts_new_ones_in_their_order_and_no_update():
    quota = {
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": {"name": "q", "namespace": "default"},
        "spec": {"hard": {"count/daemonsets.apps": "1"}},
    }
    second = daemonset()
    second["metadata"]["name"] = "second"

    def rejected(**options):
        plan = dslint.plan([daemonset(), second], inventory=[node("n1"), quota], kubernetes_version="1.36", **options)
        return [[finding.message for finding in workload.rejected] for workload in plan.workloads]

    message = (
        'daemonsets.apps "second" is forbidden: exceeded quota: q, requested: count/daemonsets.apps=1, '
        "used: count/daemonsets.apps=1, limited: count/daemonsets.apps=1"
    )
    assert rejected() == [[], [message]]
    assert rejected(baseline=[daemonset(), second]) == [[], []]
