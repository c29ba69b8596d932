"""How many nodes a rolling update may take the pod from, or give a second one, at a time.

Kubernetes: pkg/controller/daemon/util (UnavailableCount, SurgeCount), pkg/controller/daemon/update.go
(updatedDesiredNodeCounts). Percentages are of the desired number of nodes, rounded up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.kubernetes.quantity import whole
from dslint.kubernetes.release import Release
from dslint.rollout.behaviours import ROLLING_UPDATE

ON_DELETE = "OnDelete"
IntOrPercent = int | str


class Strategy(NamedTuple):
    """`spec.updateStrategy` of a defaulted DaemonSet."""

    type: str
    max_unavailable: IntOrPercent
    max_surge: IntOrPercent
    min_ready_seconds: int

    @classmethod
    def of(cls, daemonset: Mapping[str, Any], release: Release) -> Strategy:
        """From a defaulted DaemonSet. Before 1.6 only OnDelete existed; maxSurge counts only with its feature gate."""
        spec = daemonset.get("spec") or {}
        strategy = spec.get("updateStrategy") or {}
        rolling = strategy.get("rollingUpdate") or {}
        known = release.has(ROLLING_UPDATE)
        unavailable = rolling.get("maxUnavailable")
        surge = rolling.get("maxSurge") if release.enabled("DaemonSetUpdateSurge") else None
        return cls(
            type=(strategy.get("type") or ON_DELETE) if known else ON_DELETE,
            max_unavailable=1 if unavailable is None else unavailable,
            max_surge=0 if surge is None else surge,
            min_ready_seconds=(spec.get("minReadySeconds") or 0) if known else 0,
        )

    @property
    def rolls(self) -> bool:
        return self.type != ON_DELETE

    def counts(self, desired: int) -> Counts:
        """The budget for `desired` nodes.

        If both are zero, which validation refuses, it is one unavailable node.
        """
        unavailable = scaled(self.max_unavailable, desired)
        surge = scaled(self.max_surge, desired)
        if desired > 0 and unavailable == 0 and surge == 0:
            unavailable = 1
        return Counts(unavailable, surge)


class Counts(NamedTuple):
    """maxUnavailable and maxSurge in nodes."""

    unavailable: int
    surge: int

    @property
    def value(self) -> int:
        """The one that drives the update: maxSurge unless it is zero."""
        return self.surge or self.unavailable


def scaled(value: IntOrPercent, total: int) -> int:
    """`3` -> 3, `"34%"` of `total`, rounded up. Other strings, which validation refuses, are 0."""
    if isinstance(value, int):
        return value
    number = value.removesuffix("%")
    if not (number.isascii() and number.isdigit()):
        return 0
    return -(-whole(number) * total // 100)
