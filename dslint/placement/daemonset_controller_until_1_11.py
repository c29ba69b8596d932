"""The DaemonSet controller up to 1.11, which bound its pods itself.

It reads the template as written (limits have not become requests), the node's taints, free resources, host ports,
labels and the condition OutOfDisk. It does not read pod affinity or volumes.
Kubernetes 1.9: pkg/controller/daemon/daemon_controller.go (nodeShouldRunDaemonPod).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.names import label_key_errors, label_value_errors
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE, untolerated
from dslint.placement import behaviours
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import Decision, signatures
from dslint.placement.filters import node_affinity, node_name, node_ports, node_resources_fit, taint_toleration
from dslint.placement.filters.contract import Check, Filter, Verdict
from dslint.placement.plugins import parts_of
from dslint.placement.scheduler import Attempt
from dslint.placement.snapshot import Snapshot
from dslint.placement.trials import trial
from dslint.plans import Decider, Reason

INTENDED: tuple[Filter, ...] = (node_name, node_affinity, node_ports)
"""A node that one of these refuses is not wanted: a pod that runs there is deleted."""


OUT_OF_DISK = "OutOfDisk"
FULL = Reason(OUT_OF_DISK, Decider.DAEMONSET_CONTROLLER, "node is out of disk (condition OutOfDisk)", path=SPEC_PATH)


class BindingDecision(NamedTuple):
    """`fits`: a pod is created and bound. Where `decision` wants a pod that does not fit, none is created yet."""

    decision: Decision
    fits: bool


class BindingController:
    """The strategy up to 1.11: the controller binds a pod where its own checks pass."""

    independent = True
    reads_one_node = False

    def __init__(self, daemonset: DaemonSet, pod: Pod, snapshot: Snapshot) -> None:
        # The controller counts its pods as the template has them, without what defaulting adds.
        self.pod = replace(pod, spec=daemonset.spec)
        self._daemonset = daemonset
        self._snapshot = snapshot
        spec = replace(daemonset.spec, node_selector=_valid_labels(daemonset.spec.node_selector, snapshot.release))
        template = Pod(daemonset.namespace, daemonset.name, daemonset.labels, spec)
        self._critical = daemonset.critical and snapshot.release.has(behaviours.CRITICAL_PODS_NEED_NO_ROOM)
        asked = [*INTENDED, *((node_resources_fit,) if not self._critical else ())]
        if snapshot.release.has(behaviours.CONTROLLER_HONOURS_TAINTS):
            asked.insert(len(INTENDED), taint_toleration)
        checks = ((plugin.NAME, _check(plugin, template, snapshot)) for plugin in asked)
        self._checks = {name: check for name, check in checks if check is not None}
        self._signature = signatures(self.pod.spec, snapshot.nodes)
        self._without_others: dict[Hashable, BindingDecision] = {}

    def decide(self) -> list[Decision]:
        return [self.decide_on(node).decision for node in self._snapshot.nodes]

    def attempt(self, node: Node) -> Attempt:
        found = self.decide_on(node)
        if found.fits:
            return Attempt(nodes=(node,))
        return Attempt(verdicts={node.name: Verdict(found.decision.reasons, resolvable=False)})

    def other_nodes(self) -> None:
        return None

    def for_pod(self, _: Pod) -> BindingController:
        """The controller decides by its present template alone."""
        return self

    def found(self, node: Node) -> dict[str, tuple[Reason, ...]]:
        """The reasons of each check that fails, by its plugin. The controller's own pods on the node count as gone."""
        with trial(node, self._snapshot):
            for pod in [pod for pod in self._snapshot.state(node).pods if self._daemonset.owns(pod)]:
                self._snapshot.remove(pod)
            state = self._snapshot.state(node)
            verdicts = {name: check(state) for name, check in self._checks.items()}
        reasons = {name: tuple(_reasons(found)) for name, found in verdicts.items() if found}
        return {OUT_OF_DISK: (FULL,), **reasons} if self._is_full(node) else reasons

    def asks(self, check: str) -> bool:
        """Whether it asks this check, by its plugin, of pods like these."""
        return not (self._critical and check in (OUT_OF_DISK, node_resources_fit.NAME))

    def _is_full(self, node: Node) -> bool:
        return OUT_OF_DISK in node.shape.conditions and not self._critical

    def decide_on(self, node: Node) -> BindingDecision:
        """With every reason. Nodes without pods of others that do not differ for the pod are decided once."""
        if not all(map(self._daemonset.owns, self._snapshot.state(node).pods)):
            return self._decide_on(node)
        alike = self._signature(node)
        known = self._without_others.get(alike)
        if known is None:
            known = self._without_others[alike] = self._decide_on(node)
        return known

    def _decide_on(self, node: Node) -> BindingDecision:
        found = self.found(node)
        reasons = tuple(reason for each in found.values() for reason in each)
        held_back = found.get(node_resources_fit.NAME) or found.get(OUT_OF_DISK)
        taints = found.get(taint_toleration.NAME)
        intended = any(plugin.NAME in found for plugin in INTENDED)
        if not self._snapshot.release.has(behaviours.CONTROLLER_HOLDS_BACK):
            # There is one answer: a node without room is not wanted.
            return BindingDecision(Decision(not reasons, not reasons, reasons), fits=not reasons)
        wanted = not intended and not taints
        stays = not intended and not self._evicts_from(node)
        return BindingDecision(Decision(wanted, stays, reasons), wanted and not held_back)

    def _evicts_from(self, node: Node) -> bool:
        found = untolerated(node.shape.taints, self._daemonset.spec.tolerations)
        if self._snapshot.release.has(behaviours.NO_SCHEDULE_KEEPS_PODS):
            return any(taint.effect == NO_EXECUTE for taint in found)
        return bool(found)


def _valid_labels(node_selector: Mapping[str, str], release: Release) -> dict[str, str]:
    """The pairs that the controller makes a selector of: it leaves out invalid labels (labels.SelectorFromSet)."""
    return {
        key: value
        for key, value in node_selector.items()
        if not (label_key_errors(key, release) or label_value_errors(value, release))
    }


def _check(plugin: Filter, pod: Pod, snapshot: Snapshot) -> Check | None:
    if plugin.READS_OF_POD.isdisjoint(parts_of(pod, snapshot)):
        return None
    prepared = plugin.prepare(pod, snapshot, pinned=False)
    return None if isinstance(prepared, Verdict) else prepared


def _reasons(verdicts: Iterable[Verdict]) -> Iterator[Reason]:
    for verdict in verdicts:
        for found in verdict.reasons:
            path = (*SPEC_PATH, *(found.path or ()))
            yield Reason(found.code, Decider.DAEMONSET_CONTROLLER, found.message, path=path)
