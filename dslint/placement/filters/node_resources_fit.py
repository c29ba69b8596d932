"""A node must have room for the pod's requests: its allocatable, less the requests of its pods.

kube-scheduler: NodeResourcesFit, the only plugin that reports every reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity_text import show
from dslint.placement import behaviours
from dslint.placement.filters.contract import EVERY_POD, PASSES, POD_DELETE, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Reason

NAME = "NodeResourcesFit"
READS = frozenset({"allocatable", "pods"})
READS_OF_POD = EVERY_POD
EVENTS = POD_DELETE
EVENT_PODS = "Too many pods"
EVENT = "Insufficient {}"
PODS = "pods"
NODE_RESOURCES = ("cpu", "memory", "ephemeral-storage")


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check:  # noqa: ARG001
    release = snapshot.release
    wanted = counted(pod.spec.requests, zero_fits=release.has(behaviours.ZERO_REQUEST_ALWAYS_FITS))
    beyond = release.has(behaviours.BEYOND_ALLOCATABLE_IS_UNRESOLVABLE)
    paths = {name: _path(pod.spec.raw, name) for name in wanted}

    def check(state: NodeInfo) -> Verdicts:
        shape = state.node.shape
        if not shape.resources_known:
            return PASSES
        allocatable, requested = shape.allocatable, state.requested
        found = []
        resolvable = True
        if state.pod_count + 1 > allocatable.get(PODS, 0):
            found.append(_too_many_pods(state))
        for name, amount in wanted.items():
            if name in shape.unknown_resources:
                continue
            offered = allocatable.get(name, 0)
            if amount > offered - requested.get(name, 0):
                resolvable = resolvable and not (beyond and amount > offered)
                found.append(_short(name, amount, state, paths[name]))
        return rejected(found, resolvable=resolvable)

    return check


def counted(requests: Mapping[str, int], *, zero_fits: bool) -> dict[str, int]:
    """The requests that the plugin checks, in its order; none if all of them are zero."""
    scalars = {name: amount for name, amount in requests.items() if is_scalar(name)}
    basic = {name: requests.get(name, 0) for name in NODE_RESOURCES}
    if not scalars and not any(basic.values()):
        return {}
    if zero_fits:
        return {name: amount for name, amount in (basic | scalars).items() if amount > 0}
    return basic | scalars


def is_scalar(name: str) -> bool:
    """Whether it is an extended resource, huge pages or attachable volumes: a scalar resource upstream."""
    return "/" in name or name.startswith(("hugepages-", "attachable-volumes-"))


def _too_many_pods(state: NodeInfo) -> Reason:
    limit = state.node.shape.allocatable.get(PODS, 0)
    message = f"needs room for 1 pod, {state.pod_count} of {limit} are there"
    return reason("TooManyPods", message, EVENT_PODS, ())


def _short(name: str, amount: int, state: NodeInfo, path: FieldPath) -> Reason:
    offered = state.node.shape.allocatable.get(name, 0)
    free = max(0, offered - state.requested.get(name, 0))
    message = f"needs {name} {show(name, amount)}, {_free(name, free, offered, state.pod_count)}"
    return reason("InsufficientResource", message, EVENT.format(name), path)


def _free(name: str, free: int, offered: int, pods: int) -> str:
    if not offered:
        return "node offers none"
    after = f" after {pods} pod{'s' if pods != 1 else ''}" if pods else ""
    return f"{show(name, free)} of {show(name, offered)} free{after}"


def _path(raw: Mapping[str, Any], name: str) -> FieldPath:
    # Requests that admission or defaulting copied from limits are shown at the limit.
    for kind in ("containers", "initContainers"):
        for part in ("requests", "limits"):
            for index, container in enumerate(raw.get(kind) or ()):
                if name in ((container.get("resources") or {}).get(part) or {}):
                    return (kind, index, "resources", part, name)
    return ("containers",)
