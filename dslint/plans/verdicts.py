"""The verdict on a plan or a workload: how bad it is, and the one reason that decides it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Level(str, Enum):
    """How bad a plan is; the worst comes first.

    `rejected`: the API server refuses the object, or a kubelet a static pod or a Pod with nodeName. `outage`: a
    workload that ran or should run is ready nowhere. `blocked`: a rollout may not end. `at-risk`: nodes lose the pod,
    or more are down than the budget allows.
    """

    REJECTED = "rejected"
    OUTAGE = "outage"
    BLOCKED = "blocked"
    AT_RISK = "at-risk"
    SAFE = "safe"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Level).index(self)


class Verdict(NamedTuple):
    """`reason` is one line without a full stop: `45 of 190 nodes lose logging/agent`."""

    level: Level
    reason: str
