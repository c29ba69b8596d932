"""The DaemonSet's pods that are there before the update, and what the nodes as they now are make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE, untolerated
from dslint.placement.daemonset_controller import Decision
from dslint.rollout.node_fit import SchedulerFit
from dslint.rollout.state import RUNNING, DaemonNode, DaemonPod


class ExistingPod(NamedTuple):
    """A pod before the update, on the node it is bound or pinned to. `new` marks one of the new template already."""

    pod: Pod
    node: str
    new: bool = False


class FaultInjection(NamedTuple):
    """Names of nodes whose present pod is not ready, and of those whose new pod never gets ready."""

    unready: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()


NO_FAULTS = FaultInjection()

READY, SILENT = "True", "Unknown"
"""The node's Ready condition: with False its kubelet works and no pod gets ready, with Unknown nothing answers."""


@dataclass(frozen=True, slots=True)
class NodesAndDecisions:
    """What the update meets: the nodes as they now are with the controller's decisions, and as they were `before`."""

    nodes: Sequence[Node]
    decisions: Sequence[Decision]
    before: Mapping[str, Node]
    release: Release


Occupied = dict[DaemonNode, list[tuple[DaemonPod, Pod]]]


def occupied(present: Iterable[ExistingPod], ground: NodesAndDecisions, injected: FaultInjection) -> Occupied:
    """The nodes, ranked by name, each with the pods that are on it."""
    of_node: dict[str, list[ExistingPod]] = {}
    for item in present:
        of_node.setdefault(item.node, []).append(item)
    states: Occupied = {}
    for node, decision in zip(ground.nodes, ground.decisions, strict=True):
        state = DaemonNode(
            node.name,
            decision.should_run,
            decision.should_continue,
            broken=node.name in injected.broken or node.shape.ready != READY,
            silent=node.shape.ready == SILENT,
        )
        found = sorted(of_node.get(node.name, ()), key=lambda item: (not item.pod.node, item.pod.created))
        states[state] = [(_daemon_pod(item, node, age, ground, injected), item.pod) for age, item in enumerate(found)]
        state.pods.extend(pod for pod, _ in states[state])
        state.served = bool(state.pods)
    for rank, state in enumerate(sorted(states, key=lambda state: state.name)):
        state.rank = rank
    return states


def _daemon_pod(
    item: ExistingPod, node: Node, age: int, ground: NodesAndDecisions, injected: FaultInjection
) -> DaemonPod:
    pod = item.pod
    bound = bool(pod.node)
    return DaemonPod(
        new=item.new,
        age=age,
        ready=bound and pod.ready and node.shape.ready == READY and node.name not in injected.unready,
        bound=bound,
        terminating=pod.terminating or (bound and not pod.finished and _evicted(pod, node, ground)),
        phase=pod.phase if pod.finished else RUNNING,
    )


def _evicted(pod: Pod, node: Node, ground: NodesAndDecisions) -> bool:
    """Whether a NoExecute taint that comes with the change takes the pod away, whatever the new template tolerates."""
    before = ground.before.get(node.name)
    if before is None or before.shape.taints == node.shape.taints:
        return False
    taints = [taint for taint in node.shape.taints if taint.effect == NO_EXECUTE and taint not in before.shape.taints]
    comparison = ground.release.enabled("TaintTolerationComparisonOperators")
    return bool(untolerated(taints, pod.spec.tolerations, comparison=comparison))


def settle(states: Occupied, node_fit: SchedulerFit) -> None:
    """Put the present pods into the room."""
    for node, pods in states.items():
        for pod, present in pods:
            node_fit.place(node, pod, present)
