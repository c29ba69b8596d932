"""A pod must tolerate the node's NoSchedule and NoExecute taints.

kube-scheduler: TaintToleration. PreferNoSchedule only lowers a node's score.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint, untolerated
from dslint.placement import behaviours
from dslint.placement.filters.contract import EVERY_POD, NO_EVENTS, PASSES, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Reason

NAME = "TaintToleration"
READS = frozenset({"taints"})
READS_OF_POD = EVERY_POD
EVENTS = NO_EVENTS
EVENT = "node(s) had untolerated taint(s)"


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check:  # noqa: ARG001
    release = snapshot.release
    comparison = release.enabled("TaintTolerationComparisonOperators")
    tolerations = pod.spec.tolerations

    def check(state: NodeInfo) -> Verdicts:
        taints = state.node.shape.taints
        if not taints:
            return PASSES
        return rejected(_reason(taint, release) for taint in untolerated(taints, tolerations, comparison=comparison))

    return check


def _reason(taint: Taint, release: Release) -> Reason:
    return reason("UntoleratedTaint", f"untolerated taint {taint}", event(taint, release), ("tolerations",))


def event(taint: Taint, release: Release) -> str:
    if release.has(behaviours.TAINT_TEXT_WITHOUT_TAINT):
        return EVENT
    if release.has(behaviours.TAINT_TEXT_UNTOLERATED):
        return f"node(s) had untolerated taint {{{taint.key}: {taint.value}}}"
    return f"node(s) had taint {{{taint.key}: {taint.value}}}, that the pod didn't tolerate"
