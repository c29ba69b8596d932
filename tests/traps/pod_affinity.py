"""Terms of pod affinity and topology spread constraints that select the DaemonSet's own pods."""

from __future__ import annotations

from typing import Any

ZONE, HOST_NAME = "topology.kubernetes.io/zone", "kubernetes.io/hostname"
OWN = {"labelSelector": {"matchLabels": {"app": "agent"}}}
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


def required_term(kind: str, **term: Any) -> dict[str, Any]:
    return {f"pod.affinity.{kind}.{REQUIRED}": [{**OWN, "topologyKey": ZONE, **term}]}


def spread(**constraint: Any) -> dict[str, Any]:
    whole = {"maxSkew": 1, "topologyKey": ZONE, "whenUnsatisfiable": "DoNotSchedule", **OWN, **constraint}
    return {"pod.topologySpreadConstraints": [whole]}
