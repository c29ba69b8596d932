"""How the pods of one DaemonSet get to their nodes: the scheduler binds them, or up to 1.11 the controller does.

Kubernetes: the feature gate ScheduleDaemonSetPods, on by default since 1.12. SchedulingRun and the rollout's simulation
ask a strategy the same two things: what the controller decides, and whether a pod can be bound to a node now.
"""

from __future__ import annotations

from typing import Protocol

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import Decision, decide_all
from dslint.placement.filter_run import FilterRun
from dslint.placement.filters.contract import Verdict
from dslint.placement.resource_claims import uses_shared_claim
from dslint.placement.scheduler import Attempt, OtherNodes, attempt_on, unscheduled
from dslint.placement.snapshot import Snapshot


class Strategy(Protocol):
    """Places the pods of one DaemonSet, which are alike.

    `pod` is one of them as the controller creates it, not bound. `independent`: its pods on other nodes change nothing
    for one of them. `reads_one_node`: a node's answer depends on its shape and on the pods that are on it, and on
    nothing else.
    """

    @property
    def pod(self) -> Pod: ...
    @property
    def independent(self) -> bool: ...
    @property
    def reads_one_node(self) -> bool: ...

    def decide(self) -> list[Decision]:
        """The controller's decision for each node, in the order of the snapshot."""

    def attempt(self, node: Node) -> Attempt:
        """Try to bind a pod to the node, as the snapshot is now. Changes nothing."""

    def other_nodes(self) -> OtherNodes | None:
        """What the event of a pending pod says of the other nodes; None where it says nothing of them."""

    def for_pod(self, pod: Pod) -> Strategy:
        """The strategy for a pod of another template of the DaemonSet."""


def controller_binds(release: Release) -> bool:
    """Whether the DaemonSet controller binds its pods itself."""
    return not release.enabled("ScheduleDaemonSetPods")


def strategy_of(daemonset: DaemonSet, pod: Pod, snapshot: Snapshot) -> Strategy:
    """The strategy of the snapshot's release. `pod` is the DaemonSet's pod after admission, not bound."""
    if controller_binds(snapshot.release):
        from dslint.placement.daemonset_controller_until_1_11 import BindingController

        return BindingController(daemonset, pod, snapshot)
    return SchedulerStrategy(daemonset, pod, snapshot)


class SchedulerStrategy:
    """From 1.12 on: the controller pins each pod to its node, and the scheduler binds it."""

    def __init__(self, daemonset: DaemonSet, pod: Pod, snapshot: Snapshot) -> None:
        self.pod = pod
        self._daemonset = daemonset
        self._snapshot = snapshot
        self._unscheduled = unscheduled(pod, snapshot, SPEC_PATH)
        self._filters = FilterRun(pod, snapshot, pinned=True, within=SPEC_PATH)
        self._narrowed = snapshot.release.has(behaviours.NARROWS_TO_ITS_NODE)
        self._scheduled = not pod.spec.node_name and self._unscheduled is None

    @property
    def independent(self) -> bool:
        spec = self.pod.spec
        claims = any("persistentVolumeClaim" in volume for volume in spec.volumes)
        if spec.raw.get("resourceClaims") and uses_shared_claim(self.pod):
            return False
        return not (spec.required_affinity or spec.required_anti_affinity or spec.spread_constraints or claims)

    @property
    def reads_one_node(self) -> bool:
        return self._scheduled and self._narrowed and self._filters.reads_one_node

    def decide(self) -> list[Decision]:
        return decide_all(self._daemonset.spec, self._snapshot.nodes, self._snapshot.release)

    def attempt(self, node: Node) -> Attempt:
        if self.pod.spec.node_name:
            # The scheduler never sees a pod with nodeName in its template.
            return Attempt(nodes=(node,))
        if self._unscheduled is not None:
            return Attempt(verdicts={node.name: Verdict((self._unscheduled,), resolvable=False, before_filters=True)})
        return attempt_on(self._filters, node)

    def other_nodes(self) -> OtherNodes | None:
        return OtherNodes(self._filters) if self._scheduled and not self._narrowed else None

    def for_pod(self, pod: Pod) -> SchedulerStrategy:
        return self if pod is self.pod else SchedulerStrategy(self._daemonset, pod, self._snapshot)
