"""A DaemonSet on nodes of two zones, with a tainted node and one that is too small; alone, and as an update."""

from __future__ import annotations

from tests.expectations.judging import Situation
from tests.rollout.clusters import daemonset, node, rolling

ZONE = "topology.kubernetes.io/zone"
SPOT = {"key": "spot", "effect": "NoSchedule"}
MIXED = [
    node("a1", pool="general", **{ZONE: "a"}),
    node("a2", pool="general", **{ZONE: "a"}),
    node("b1", pool="general", **{ZONE: "b"}),
    node("s1", taints=[SPOT], pool="spot", **{ZONE: "b"}),
    node("tiny", cpu="50m", pool="general"),
]
PLAIN = Situation(daemonset(), MIXED)
UPDATE = Situation(daemonset("agent:2"), MIXED, daemonset())
NARROWED = Situation(daemonset("agent:2", nodeSelector={ZONE: "a"}), MIXED, daemonset())
ROLLING = Situation(daemonset("agent:2", strategy=rolling("50%")), MIXED[:4], daemonset())
