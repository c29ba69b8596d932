"""The tolerations that the DaemonSet controller adds to every pod, each with operator Exists.

Kubernetes: pkg/controller/daemon/util (AddOrUpdateDaemonPodTolerations).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.kubernetes.release import Behaviour, Release
from dslint.kubernetes.taints import NO_EXECUTE, NO_SCHEDULE

_CONTROLLER = "pkg/controller/daemon/util/daemonset_util.go: AddOrUpdateDaemonPodTolerations"

_ALPHA_KEYS = Behaviour(since="1.6", until="1.9", source=_CONTROLLER)
_TODAYS_KEYS = Behaviour(since="1.9", source=_CONTROLLER)
_PRESSURE = Behaviour(since="1.8", source=_CONTROLLER)
_PID_PRESSURE = Behaviour(since="1.14", source=_CONTROLLER)
_NODE_STATE = Behaviour(since="1.12", source=_CONTROLLER)
OUT_OF_DISK = Behaviour(since="1.8", until="1.14", source=_CONTROLLER)

_ALWAYS: tuple[tuple[str, str, Behaviour], ...] = (
    ("node.alpha.kubernetes.io/notReady", NO_EXECUTE, _ALPHA_KEYS),
    ("node.alpha.kubernetes.io/unreachable", NO_EXECUTE, _ALPHA_KEYS),
    ("node.kubernetes.io/not-ready", NO_EXECUTE, _TODAYS_KEYS),
    ("node.kubernetes.io/unreachable", NO_EXECUTE, _TODAYS_KEYS),
    ("node.kubernetes.io/disk-pressure", NO_SCHEDULE, _PRESSURE),
    ("node.kubernetes.io/memory-pressure", NO_SCHEDULE, _PRESSURE),
    ("node.kubernetes.io/pid-pressure", NO_SCHEDULE, _PID_PRESSURE),
    ("node.kubernetes.io/unschedulable", NO_SCHEDULE, _NODE_STATE),
)
_ON_HOST_NETWORK: tuple[tuple[str, str, Behaviour], ...] = (
    ("node.kubernetes.io/network-unavailable", NO_SCHEDULE, _NODE_STATE),
)
_ON_CRITICAL: tuple[tuple[str, str, Behaviour], ...] = (
    ("node.kubernetes.io/out-of-disk", NO_EXECUTE, OUT_OF_DISK),
    ("node.kubernetes.io/out-of-disk", NO_SCHEDULE, OUT_OF_DISK),
)
KEYS = frozenset(key for key, _, _ in (*_ALWAYS, *_ON_HOST_NETWORK))
"""The keys of all of them, in any release, but for pods that are critical by an annotation."""


def daemon_tolerations(release: Release, *, host_network: bool, critical: bool = False) -> Iterator[tuple[str, str]]:
    """Key and effect of each toleration, in the order of the controller. `critical` pods are so by an annotation."""
    added = (_ON_HOST_NETWORK if host_network else ()) + (_ON_CRITICAL if critical else ())
    for key, effect, behaviour in _ALWAYS + added:
        if release.has(behaviour):
            yield key, effect


def with_tolerations(spec: Mapping[str, Any], release: Release, *, critical: bool = False) -> dict[str, Any]:
    """The template's spec with the tolerations that the controller adds, in its order.

    A toleration that the template has already keeps its place and loses its tolerationSeconds.
    """
    tolerations = [dict(item) for item in spec.get("tolerations") or ()]
    for key, effect in daemon_tolerations(release, host_network=bool(spec.get("hostNetwork")), critical=critical):
        added = {"key": key, "operator": "Exists", "effect": effect}
        for index, present in enumerate(tolerations):
            if _same(present, added):
                tolerations[index] = added
                break
        else:
            tolerations.append(added)
    return {**spec, "tolerations": tolerations}


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all((one.get(field) or "") == (other.get(field) or "") for field in ("key", "effect", "operator", "value"))
