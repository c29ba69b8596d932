"""The taints that the control plane adds to a node for its conditions and for a cordon, and values that it rejects.

Kubernetes: pkg/controller/nodelifecycle/node_lifecycle_controller.go (nodeConditionToTaintKeyStatusMap, NoSchedule for
each; NoExecute for a node that is not ready or unreachable).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dslint.kubernetes.names import label_value_errors
from dslint.kubernetes.release import Behaviour, Release
from dslint.kubernetes.taints import NO_EXECUTE, NO_SCHEDULE, Taint

OUT_OF_DISK = "OutOfDisk"
UNSCHEDULABLE = Taint("node.kubernetes.io/unschedulable", "", NO_SCHEDULE)

_KEYS: dict[tuple[str, str], str] = {
    ("Ready", "False"): "node.kubernetes.io/not-ready",
    ("Ready", "Unknown"): "node.kubernetes.io/unreachable",
    ("MemoryPressure", "True"): "node.kubernetes.io/memory-pressure",
    ("DiskPressure", "True"): "node.kubernetes.io/disk-pressure",
    ("NetworkUnavailable", "True"): "node.kubernetes.io/network-unavailable",
    ("PIDPressure", "True"): "node.kubernetes.io/pid-pressure",
    (OUT_OF_DISK, "True"): "node.kubernetes.io/out-of-disk",
}
OUT_OF_DISK_TAINTS = Behaviour(
    until="1.13", source="pkg/controller/nodelifecycle/node_lifecycle_controller.go: nodeConditionToTaintKeyStatusMap"
)
"""The condition OutOfDisk has a taint; later releases do not know it."""

CONDITIONS = frozenset(condition for condition, _ in _KEYS)
PRESSURE = ("MemoryPressure", "DiskPressure", "PIDPressure")
"""The conditions under which a kubelet refuses new pods."""

UNTAINTED = (OUT_OF_DISK, "NetworkUnavailable")


def pressure_of(conditions: Mapping[str, str]) -> tuple[str, ...]:
    """Those that hold."""
    return tuple(condition for condition in PRESSURE if conditions.get(condition) == "True")


def untainted_of(conditions: Mapping[str, str], release: Release) -> tuple[str, ...]:
    """Those that hold and keep pods away by themselves, because the release has no taints for conditions."""
    if release.enabled("TaintNodesByCondition"):
        return ()
    return tuple(condition for condition in UNTAINTED if conditions.get(condition) == "True")


def taints_of(conditions: Mapping[str, str], release: Release, *, unschedulable: bool) -> list[Taint]:
    """The taints that the node lifecycle controller adds, those with NoSchedule first."""
    found = list(_no_schedule(conditions, release, unschedulable=unschedulable))
    key = _KEYS.get(("Ready", conditions.get("Ready", "True")))
    if key is not None and release.enabled("TaintBasedEvictions"):
        found.append(Taint(key, "", NO_EXECUTE))
    return found


def completed(declared: Iterable[Taint], derived: Iterable[Taint]) -> tuple[Taint, ...]:
    """The declared taints, then the derived ones whose key and effect are not declared."""
    taints = list(declared)
    present = {(taint.key, taint.effect) for taint in taints}
    taints += [taint for taint in derived if (taint.key, taint.effect) not in present]
    return tuple(taints)


def _no_schedule(conditions: Mapping[str, str], release: Release, *, unschedulable: bool) -> Iterator[Taint]:
    if not release.enabled("TaintNodesByCondition"):
        return
    for condition, status in conditions.items():
        key = _KEYS.get((condition, status))
        if key is not None and (condition != OUT_OF_DISK or release.has(OUT_OF_DISK_TAINTS)):
            yield Taint(key, "", NO_SCHEDULE)
    if unschedulable:
        yield UNSCHEDULABLE


def keys_of(conditions: Iterable[str]) -> set[str]:
    """The keys of the taints for these conditions, whatever their status."""
    named = set(conditions)
    return {key for (condition, _), key in _KEYS.items() if condition in named}


def condition_of(taint: Taint) -> str | None:
    """The condition for which the control plane adds a taint."""
    return next((condition for (condition, _), key in _KEYS.items() if key == taint.key), None)


def has_value_of_no_label(taints: Iterable[Taint], release: Release) -> bool:
    """Whether the API server rejects the node because of the value of a taint.

    Kubernetes: validateNodeTaints in pkg/apis/core/validation/validation.go.
    """
    return any(taint.value and label_value_errors(taint.value, release) for taint in taints)
