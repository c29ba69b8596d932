"""The DaemonSet controller up to 1.11, which bound its pods itself.

It looks at the template as it stands (limits have not become requests there), at the node's taints, its room, its
ports and labels, and at nothing of pod affinity or volumes.
Kubernetes 1.9: pkg/controller/daemon/daemon_controller.go (nodeShouldRunDaemonPod).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.names import label_key_errors, label_value_errors
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE, untolerated
from dslint.placement import behaviours
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import Decision
from dslint.placement.filters import node_affinity, node_name, node_ports, node_resources_fit, taint_toleration
from dslint.placement.filters.contract import Check, Filter, Refusal
from dslint.placement.snapshot import Snapshot
from dslint.plans import Decider, Reason

INTENDED: tuple[Filter, ...] = (node_name, node_affinity, node_ports)
"""What these refuse is taken as meant: the node is not wanted, and a pod that runs there is deleted."""


class IntendedDecision(NamedTuple):
    """`fits`: a pod is created, and bound. A pod that `decision` wants and that does not fit is held back."""

    decision: Decision
    fits: bool


@dataclass(slots=True)
class BindingController:
    """The controller's simulation for one DaemonSet: ask it node by node."""

    daemonset: DaemonSet
    snapshot: Snapshot
    _intended: list[Check]
    _taints: Check | None
    _room: Check | None

    @classmethod
    def of(cls, daemonset: DaemonSet, snapshot: Snapshot) -> BindingController:
        spec = replace(daemonset.spec, node_selector=_selecting(daemonset.spec.node_selector, snapshot.release))
        template = Pod(daemonset.namespace, daemonset.name, daemonset.labels, spec)
        honours_taints = snapshot.release.has(behaviours.CONTROLLER_HONOURS_TAINTS)
        return cls(
            daemonset,
            snapshot,
            [check for plugin in INTENDED if (check := _check(plugin, template, snapshot)) is not None],
            _check(taint_toleration, template, snapshot) if honours_taints else None,
            _check(node_resources_fit, template, snapshot),
        )

    def judge(self, node: Node) -> IntendedDecision:
        """With every reason, and who of the controller's own pods is there counted as gone."""
        with self.snapshot.trial(node):
            for pod in [pod for pod in self.snapshot.state(node).pods if self.daemonset.owns(pod)]:
                self.snapshot.remove(pod)
            state = self.snapshot.state(node)
            intended = [refusal for check in self._intended for refusal in check(state)]
            taints = list(self._taints(state)) if self._taints else []
            room = list(self._room(state)) if self._room else []
        reasons = tuple(_reasons([*intended, *taints, *room]))
        if not self.snapshot.release.has(behaviours.CONTROLLER_HOLDS_BACK):
            # One answer: what does not fit is not wanted.
            fits = not reasons
            return IntendedDecision(Decision(fits, fits, reasons), fits)
        wanted = not intended and not taints
        stays = not intended and not self._drives_out(node)
        return IntendedDecision(Decision(wanted, stays, reasons), wanted and not room)

    def _drives_out(self, node: Node) -> bool:
        found = untolerated(node.shape.taints, self.daemonset.spec.tolerations)
        if self.snapshot.release.has(behaviours.NO_SCHEDULE_KEEPS_PODS):
            return any(taint.effect == NO_EXECUTE for taint in found)
        return bool(found)


def _selecting(node_selector: Mapping[str, str], release: Release) -> dict[str, str]:
    """What the controller makes a selector of: pairs that are no labels are left out (labels.SelectorFromSet)."""
    return {
        key: value
        for key, value in node_selector.items()
        if not (label_key_errors(key, release) or label_value_errors(value, release))
    }


def _check(plugin: Filter, pod: Pod, snapshot: Snapshot) -> Check | None:
    made = plugin.prepare(pod, snapshot, pinned=False)
    return None if isinstance(made, Refusal) else made


def _reasons(refusals: Iterable[Refusal]) -> Iterable[Reason]:
    for refusal in refusals:
        path = (*SPEC_PATH, *refusal.path)
        yield Reason(refusal.code, Decider.DAEMONSET_CONTROLLER, refusal.message, path=path)
