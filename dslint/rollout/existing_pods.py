"""A DaemonSet's pods from before the update: of which template they are, and their state on the nodes as they are now.

Kubernetes: pkg/controller/daemon/util (IsPodUpdated) compares the label controller-revision-hash. The hash cannot be
computed offline; a ControllerRevision in the inventory gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.stored_template import stored
from dslint.kubernetes.taints import NO_EXECUTE, untolerated
from dslint.placement.daemonset import REVISION_LABEL
from dslint.placement.daemonset_controller import Decision
from dslint.plans import SourceLine
from dslint.rollout import revisions
from dslint.rollout.node_fit import StrategyFit
from dslint.rollout.state import RUNNING, DaemonNode, DaemonPod

if TYPE_CHECKING:
    from dslint.rollout.simulation import Admission

NodePods = dict[DaemonNode, list[tuple[DaemonPod, Pod]]]
"""The DaemonSet's pods by node."""

AdmissionOf: TypeAlias = "Callable[[NodePods], Admission]"
"""The API server's answers in one simulated rollout, which starts from these pods."""


class ExistingPod(NamedTuple):
    """A pod from before the update, on the node it is bound or pinned to. `new`: it is of the new template already."""

    pod: Pod
    node: str
    new: bool = False


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
    """The nodes as they are now, with the controller's decision for each, and as they were `before` the update."""

    nodes: Sequence[Node]
    decisions: Sequence[Decision]
    before: Mapping[str, Node]
    release: Release


def with_revisions(change: Change, existing: Sequence[ExistingPod], cluster: Cluster) -> list[ExistingPod]:
    """The existing pods, marked as new or old."""
    hashes, rolls = _hashes(change.old or {}, cluster), change.rolls
    if not hashes:
        return [item._replace(new=not rolls) for item in existing]
    current = hashes.get(_text(revisions.template_of(change.new if rolls else change.old or {})), "")
    known = frozenset(hashes.values())
    return [item._replace(new=_is_new(item, current, known, rolls=rolls)) for item in existing]


def _is_new(item: ExistingPod, current: str, known: frozenset[str], *, rolls: bool) -> bool:
    # A pod that this run has placed itself has a placeholder for the hash.
    label = item.pod.labels.get(REVISION_LABEL)
    return label == current if current and label in known else not rolls


def _hashes(old: Mapping[str, Any], cluster: Cluster) -> dict[str, str]:
    """Revision hash by template, from the DaemonSet's ControllerRevisions in the inventory."""
    saved = cluster.of_kind("ControllerRevision")
    if not saved:
        return {}
    from dslint.kubernetes.controller_revisions import history

    return {_text(revision.template): revision.hash for revision in history(old, saved)}


def revision_of(template: Mapping[str, Any], daemonset: Mapping[str, Any], cluster: Cluster) -> str:
    """The hash of a template in the DaemonSet's history; "" where the inventory does not have it."""
    return _hashes(daemonset, cluster).get(_text(template), "")


def _text(template: Mapping[str, Any]) -> str:
    import json

    return json.dumps(stored(template), sort_keys=True)


def daemon_nodes(existing: Iterable[ExistingPod], context: NodesAndDecisions, injected: FaultInjection) -> NodePods:
    """The nodes, ranked by name, each with its pods."""
    by_node: dict[str, list[ExistingPod]] = {}
    for item in existing:
        by_node.setdefault(item.node, []).append(item)
    ranks = {name: rank for rank, name in enumerate(sorted(node.name for node in context.nodes))}
    found: NodePods = {}
    for node, decision in zip(context.nodes, context.decisions, strict=True):
        items = sorted(by_node.get(node.name, ()), key=lambda item: (not item.pod.node, item.pod.created))
        pods = [(_daemon_pod(item, node, age, context, injected), item.pod) for age, item in enumerate(items)]
        daemon_node = DaemonNode(
            node.name,
            decision.should_run,
            decision.should_continue,
            broken=node.name in injected.broken or node.shape.ready != READY,
            silent=node.shape.ready == UNKNOWN,
            served=bool(pods),
            pods=[pod for pod, _ in pods],
            rank=ranks[node.name],
        )
        found[daemon_node] = pods
    return found


def _daemon_pod(
    item: ExistingPod, node: Node, age: int, context: NodesAndDecisions, injected: FaultInjection
) -> DaemonPod:
    pod = item.pod
    bound = bool(pod.node)
    return DaemonPod(
        new=item.new,
        age=age,
        ready=bound and pod.ready and node.shape.ready == READY and node.name not in injected.unready,
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
