"""TaintToleration: soft taints."""

from __future__ import annotations

from dslint.placement.scoring import taint_toleration
from tests.placement.building import node, pod, scored, snapshot


def test_soft_taints_cost_unless_tolerated():
    cluster = snapshot(node("n1"), node("n2", taints=("a:PreferNoSchedule",)), node("n3", taints=("b:NoSchedule",)))
    assert scored(taint_toleration, pod(), cluster) == [100, 0, 100]
    tolerating = pod(tolerations=[{"key": "a", "operator": "Exists", "effect": "PreferNoSchedule"}])
    assert scored(taint_toleration, tolerating, cluster) == [100, 100, 100]
    other_effect = pod(tolerations=[{"key": "a", "operator": "Exists", "effect": "NoSchedule"}])
    assert scored(taint_toleration, other_effect, cluster) == [100, 0, 100]
