"""The tolerations that the DaemonSet controller adds to every pod, each with operator Exists.

Kubernetes: pkg/controller/daemon/util (AddOrUpdateDaemonPodTolerations).
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.kubernetes.release import Behaviour, Release
from dslint.kubernetes.taints import NO_EXECUTE, NO_SCHEDULE

_CONTROLLER = "pkg/controller/daemon/util/daemonset_util.go: AddOrUpdateDaemonPodTolerations"

_ALPHA_KEYS = Behaviour(since="1.6", until="1.9", source=_CONTROLLER)
_TODAYS_KEYS = Behaviour(since="1.9", source=_CONTROLLER)
_PRESSURE = Behaviour(since="1.8", source=_CONTROLLER)
_PID_PRESSURE = Behaviour(since="1.14", source=_CONTROLLER)
_NODE_STATE = Behaviour(since="1.12", source=_CONTROLLER)

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
KEYS = frozenset(key for key, _, _ in (*_ALWAYS, *_ON_HOST_NETWORK))
"""The keys of all of them, in any release."""


def daemon_tolerations(release: Release, *, host_network: bool) -> Iterator[tuple[str, str]]:
    """Key and effect of each toleration, in the order of the controller."""
    for key, effect, behaviour in _ALWAYS + (_ON_HOST_NETWORK if host_network else ()):
        if release.has(behaviour):
            yield key, effect
