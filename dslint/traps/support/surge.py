"""Whether a DaemonSet updates with maxSurge: the new pod starts while the old one runs."""

from __future__ import annotations

from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import ROLLING_UPDATE, Workload

MAX_SURGE = (*ROLLING_UPDATE, "maxSurge")
_NONE = (None, 0, "0%", "")


def surges(workload: Workload, release: Release) -> bool:
    if not workload.daemonset or workload.strategy != "RollingUpdate":
        return False
    if not release.enabled("DaemonSetUpdateSurge"):
        return False
    return max_surge(workload) not in _NONE


def max_surge(workload: Workload) -> int | str | None:
    """maxSurge as written: a number of nodes or a percentage; None if unset."""
    surge: int | str | None = map_of(workload.value, *ROLLING_UPDATE).get("maxSurge")
    return surge
