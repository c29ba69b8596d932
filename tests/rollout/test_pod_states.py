"""What can happen to a pod next, without a controller."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dslint.rollout.pod_states import PodStates
from dslint.rollout.state import DaemonNode, DaemonPod
from tests.rollout.nodes import Quota, Roomy, node


class Evicting(Roomy):
    """Evicts the node's other pods for a new one."""

    def bind(self, node: DaemonNode, pod: DaemonPod) -> bool:
        for other in node.pods:
            other.evicted = True
        return super().bind(node, pod)


class Far(Roomy):
    """What happens on a node matters to the others."""

    local = False


def states(
    of: Sequence[DaemonNode],
    node_fit: Roomy | None = None,
    *,
    quota: Quota | None = None,
    unbound: bool = True,
) -> tuple[PodStates, list[str]]:
    """The pods, and the names of the nodes that change, as they do."""
    touched: list[str] = []
    return PodStates(
        of, node_fit or Roomy(), lambda node: touched.append(node.name), admission=quota, unbound=unbound
    ), touched


def told(of: DaemonNode) -> list[str]:
    return [str(pod) for pod in of.pods]


def test_a_new_pod_is_the_youngest_and_gets_ready_once() -> None:
    n1 = node("n1", "old ready", "old ready")
    pods, touched = states([n1])
    pods.create(n1)
    assert [pod.age for pod in n1.pods] == [0, 1, 2]
    assert told(n1)[2] == "new unready"
    assert [pods.start_pods(), pods.start_pods()] == [True, False]
    assert told(n1)[2] == "new ready"
    assert touched == ["n1", "n1"]


def test_a_pod_that_is_deleted_before_it_is_ready_never_is() -> None:
    n1 = node("n1", "new unready")
    pods, _ = states([n1])
    pods.delete(n1, n1.pods[0])
    assert not pods.start_pods()
    assert told(n1) == ["new unready terminating"]


@pytest.mark.parametrize("of", [node("n1", "new unready", broken=True), node("n1", "new unready", silent=True)])
def test_no_pod_gets_ready_on_a_node_that_is_broken_or_silent(of: DaemonNode) -> None:
    assert not states([of])[0].start_pods()


def test_a_running_pod_terminates_first_and_a_pod_that_no_kubelet_runs_is_gone_at_once() -> None:
    n1 = node("n1", "old ready", "old pending", "old failed")
    quota = Quota(0, worth=1)
    pods, touched = states([n1], quota=quota)
    for pod in tuple(n1.pods):
        pods.delete(n1, pod)
    assert (told(n1), pods.pending, quota.left) == (["old ready terminating"], [], 2)
    assert pods.end_pods() == [n1]
    assert (told(n1), quota.left) == ([], 3)
    assert touched == ["n1"] * 4
    assert pods.end_pods() == []


def test_nothing_ends_where_the_kubelet_is_silent() -> None:
    n1 = node("n1", "old ready", silent=True)
    pods, _ = states([n1])
    pods.delete(n1, n1.pods[0])
    assert pods.end_pods() == []
    assert told(n1) == ["old ready terminating"]


@pytest.mark.parametrize(("unbound", "found"), [(True, ["new pending"]), (False, [])])
def test_a_pod_that_does_not_fit_waits_where_the_controller_creates_it_unbound(unbound: bool, found: list[str]) -> None:
    n1 = node("n1")
    pods, _ = states([n1], Roomy(small=("n1",)), unbound=unbound)
    pods.create(n1)
    assert told(n1) == found
    assert len(pods.pending) == len(found)


def test_a_pod_that_waits_is_bound_once_there_is_room() -> None:
    n1 = node("n1", "old ready", "new pending")
    pods, _ = states([n1], Roomy(full=("n1",)))
    waiting = n1.pods[1]
    assert not pods.try_again(n1, waiting)
    pods.delete(n1, n1.pods[0])
    pods.retry(pods.end_pods())
    assert (told(n1), pods.pending) == (["new unready"], [])
    assert not pods.try_again(n1, waiting)


@pytest.mark.parametrize(("node_fit", "waiting"), [(Roomy(), ["n2"]), (Far(), [])])
def test_pods_on_other_nodes_are_tried_again_where_these_matter(node_fit: Roomy, waiting: list[str]) -> None:
    of = [node("n1", "new pending"), node("n2", "new pending")]
    pods, _ = states(of, node_fit)
    pods.retry(of[:1])
    assert [on.name for on, _ in pods.pending] == waiting
    pods.retry_all()
    assert pods.pending == []


def test_pods_that_are_evicted_for_a_new_one_terminate() -> None:
    n1 = node("n1", "old ready")
    pods, _ = states([n1], Evicting())
    pods.create(n1)
    assert told(n1) == ["old ready terminating", "new unready"]
