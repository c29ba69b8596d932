"""A DaemonSet's pods from before the update, and their state on the nodes as they are now."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE, untolerated
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.plans import Reason, SourceLine
from dslint.rollout import revisions
from dslint.rollout.node_fit import StrategyFit
from dslint.rollout.state import RUNNING, DaemonNode, DaemonPod

if TYPE_CHECKING:
    from dslint.rollout.pod_states import Admission

NodePods = dict[DaemonNode, list[tuple[DaemonPod, Pod]]]
"""The DaemonSet's pods by node."""

AdmissionOf: TypeAlias = "Callable[[NodePods], Admission]"
"""The API server's answers in one simulated rollout, which starts from these pods."""


class ExistingPod(NamedTuple):
    """A pod from before the update, on the node it is bound or pinned to.

    `new`: it is of the new template already. `made`: it is of the old template; the inventory does not list it.
    """

    pod: Pod
    node: str
    new: bool = False
    made: bool = False

    @property
    def live(self) -> bool:
        """Whether it neither ends nor has ended."""
        return not (self.pod.terminating or self.pod.finished)


class FaultInjection(NamedTuple):
    """Names of nodes whose existing pod is not ready, and of those whose new pod never gets ready."""

    unready: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()


NO_FAULTS = FaultInjection()

READY, UNKNOWN = "True", "Unknown"
"""The status of the node's Ready condition. With False its kubelet works and no pod gets ready; with Unknown nothing
starts or ends on the node."""


@dataclass(frozen=True, slots=True)
class Change:
    """An update to apply. Both DaemonSets are defaulted; `old` is None where none is known.

    `pod` is the new template's pod after admission, not bound. `before` has the nodes by name as they were, where they
    change with the update. `line` finds the line of a path in the new manifest. `admission` is None where the API
    server accepts every new pod.
    """

    new: Mapping[str, Any]
    old: Mapping[str, Any] | None
    pod: Pod
    release: Release
    before: Mapping[str, Node]
    injected: FaultInjection = NO_FAULTS
    line: Callable[[FieldPath], SourceLine | None] | None = None
    admission: AdmissionOf | None = None

    @property
    def rolls(self) -> bool:
        """Whether existing pods count as old."""
        return self.old is None or revisions.changed(self.old, self.new, self.release)


@dataclass(frozen=True, slots=True)
class NodesAndDecisions:
    """The nodes as they are now, with the controller's decision for each, and as they were `before` the update.

    `lacking` are names of nodes that should have a pod of the old template and have none. `hindrances` say why new pods
    never get ready on nodes of a shape, `old_hindrances` the same of the old pods that are assumed there. `healed`:
    nodes whose kubelets work count as ready.
    """

    nodes: Sequence[Node]
    decisions: Sequence[Decision]
    before: Mapping[str, Node]
    release: Release
    lacking: frozenset[str] = frozenset()
    hindrances: Mapping[Shape, Reason] = field(default_factory=dict)
    old_hindrances: Mapping[Shape, Reason] = field(default_factory=dict)
    healed: bool = False

    def readiness(self, node: Node) -> str:
        """The status of the node's Ready condition."""
        ready = node.shape.ready
        return READY if self.healed and ready != UNKNOWN else ready


def lacking_nodes(change: Change, existing: Sequence[ExistingPod], nodes: Iterable[Node]) -> frozenset[str]:
    """The nodes that should have a pod of the old template and have none, by what the inventory lists."""
    if change.old is None or any(item.made for item in existing):
        return frozenset()
    there = {item.node for item in existing}
    as_before = (change.before.get(node.name) if change.before else node for node in nodes if node.name not in there)
    without = [node for node in as_before if node is not None]
    if not without:
        return frozenset()
    decisions = decide_all(DaemonSet.of(change.old, change.release).spec, without, change.release)
    decided = zip(without, decisions, strict=True)
    return frozenset(node.name for node, decision in decided if decision.should_run)


def daemon_nodes(existing: Iterable[ExistingPod], context: NodesAndDecisions, injected: FaultInjection) -> NodePods:
    """The nodes, ranked by name, each with its pods."""
    by_node: dict[str, list[ExistingPod]] = {}
    for item in existing:
        by_node.setdefault(item.node, []).append(item)
    ranks = {name: rank for rank, name in enumerate(sorted(node.name for node in context.nodes))}
    found: NodePods = {}
    for node, decision in zip(context.nodes, context.decisions, strict=True):
        items = sorted(by_node.get(node.name, ()), key=precedence)
        pods = [(_daemon_pod(item, node, age, context, injected), item.pod) for age, item in enumerate(items)]
        hindrance = context.hindrances.get(node.shape)
        ready = context.readiness(node)
        daemon_node = DaemonNode(
            node.name,
            decision.should_run,
            decision.should_continue,
            broken=node.name in injected.broken or ready != READY or hindrance is not None,
            silent=ready == UNKNOWN,
            not_ready=ready not in (READY, UNKNOWN),
            hindrance=hindrance,
            served=bool(pods) or node.name in context.lacking,
            pods=[pod for pod, _ in pods],
            rank=ranks[node.name],
        )
        found[daemon_node] = pods
    return found


def precedence(item: ExistingPod) -> tuple[bool, str, str]:
    """Of several pods on a node, the first stays: a bound one, then the oldest, then by name.

    Kubernetes: pkg/controller/daemon/daemon_controller.go (podByCreationTimestampAndPhase).
    """
    return (not item.pod.node, item.pod.created, item.pod.name)


def pods_that_stay(existing: Iterable[ExistingPod], *, rolls: bool, left: Container[str] = ()) -> Iterator[Pod]:
    """Of each node, the bound pod that the controller leaves alone, if there is one.

    `rolls`: it replaces old ones, but not on the nodes that are `left` when the rollout stalls.
    """
    kept: dict[str, None] = {}
    for item in sorted(existing, key=precedence):
        if item.pod.node and item.live and (item.new or not rolls or item.node in left) and item.node not in kept:
            kept[item.node] = None
            yield item.pod


def _daemon_pod(
    item: ExistingPod, node: Node, age: int, context: NodesAndDecisions, injected: FaultInjection
) -> DaemonPod:
    pod = item.pod
    bound = bool(pod.node)
    return DaemonPod(
        new=item.new,
        age=age,
        ready=bound
        and pod.ready
        and not pod.finished
        and context.readiness(node) == READY
        and not (item.made and node.shape in context.old_hindrances)
        and node.name not in injected.unready,
        bound=bound,
        terminating=pod.terminating or (bound and not pod.finished and _evicted(pod, node, context)),
        phase=pod.phase if pod.finished else RUNNING,
    )


def _evicted(pod: Pod, node: Node, context: NodesAndDecisions) -> bool:
    """Whether a NoExecute taint that comes with the change evicts the pod, whatever the new template tolerates."""
    before = context.before.get(node.name)
    if before is None or before.shape.taints == node.shape.taints:
        return False
    taints = [taint for taint in node.shape.taints if taint.effect == NO_EXECUTE and taint not in before.shape.taints]
    comparison = context.release.enabled("TaintTolerationComparisonOperators")
    return bool(untolerated(taints, pod.spec.tolerations, comparison=comparison))


def add_existing(nodes: NodePods, node_fit: StrategyFit) -> None:
    """Add the existing pods to the nodes' room."""
    for node, pods in nodes.items():
        for pod, existing in pods:
            node_fit.add_existing(node, pod, existing)
