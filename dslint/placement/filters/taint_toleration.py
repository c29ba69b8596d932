"""A pod must tolerate the node's NoSchedule and NoExecute taints.

kube-scheduler: TaintToleration. PreferNoSchedule only lowers a node's score.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint, untolerated
from dslint.placement import behaviours
from dslint.placement.filters.contract import NO_EVENTS, PASSES, Check, Refusal
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "TaintToleration"
READS = frozenset({"taints"})
EVENTS = NO_EVENTS
EVENT = "node(s) had untolerated taint(s)"


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    release = snapshot.release
    comparison = release.enabled("TaintTolerationComparisonOperators")
    tolerations = pod.spec.tolerations

    def check(state: NodeInfo) -> tuple[Refusal, ...]:
        taints = state.node.shape.taints
        if not taints:
            return PASSES
        return tuple(_refusal(taint, release) for taint in untolerated(taints, tolerations, comparison=comparison))

    return check


def _refusal(taint: Taint, release: Release) -> Refusal:
    return Refusal("UntoleratedTaint", f"untolerated taint {taint}", event(taint, release), ("tolerations",))


def event(taint: Taint, release: Release) -> str:
    if release.has(behaviours.TAINT_TEXT_WITHOUT_TAINT):
        return EVENT
    if release.has(behaviours.TAINT_TEXT_UNTOLERATED):
        return f"node(s) had untolerated taint {{{taint.key}: {taint.value}}}"
    return f"node(s) had taint {{{taint.key}: {taint.value}}}, that the pod didn't tolerate"
