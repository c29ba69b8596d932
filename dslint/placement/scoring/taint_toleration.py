"""Prefers nodes with fewer PreferNoSchedule taints that the pod does not tolerate.

kube-scheduler: TaintToleration.
"""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.taints import PREFER_NO_SCHEDULE, untolerated
from dslint.placement.scoring.contract import MAX_NODE_SCORE, ScoredNodes, normalized
from dslint.placement.snapshot import Snapshot

NAME = "TaintToleration"
SOFT = frozenset({PREFER_NO_SCHEDULE})


def scores(pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int]:
    comparison = snapshot.release.enabled("TaintTolerationComparisonOperators")
    held = [toleration for toleration in pod.spec.tolerations if toleration.effect in ("", PREFER_NO_SCHEDULE)]
    counts = {
        shape: len(untolerated(shape.taints, held, SOFT, comparison=comparison)) for shape in snapshot.search.shapes
    }
    if not any(counts.values()):
        return [MAX_NODE_SCORE] * len(nodes)
    return normalized([counts[node.shape] for node in nodes.nodes], reverse=True)
