"""Prefers nodes with fewer PreferNoSchedule taints that the pod does not tolerate.

kube-scheduler: TaintToleration.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.taints import PREFER_NO_SCHEDULE, untolerated
from dslint.placement.scoring.contract import normalized
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "TaintToleration"
SOFT = frozenset({PREFER_NO_SCHEDULE})


def scores(pod: Pod, nodes: Sequence[NodeInfo], snapshot: Snapshot) -> list[int]:
    comparison = snapshot.release.enabled("TaintTolerationComparisonOperators")
    held = [toleration for toleration in pod.spec.tolerations if toleration.effect in ("", PREFER_NO_SCHEDULE)]
    counts = {
        shape: len(untolerated(shape.taints, held, SOFT, comparison=comparison))
        for shape in {state.node.shape for state in nodes}
    }
    return normalized([counts[state.node.shape] for state in nodes], reverse=True)
