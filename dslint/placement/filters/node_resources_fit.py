"""A node must have room for the pod's requests: its allocatable, less the requests of its pods.

kube-scheduler: NodeResourcesFit, the only plugin that reports every reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.findings import FieldPath
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.resource_text import show
from dslint.placement import behaviours
from dslint.placement.filters.contract import PASSES, POD_DELETE, Check, Refusal
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeResourcesFit"
READS = frozenset({"allocatable", "pods"})
EVENTS = POD_DELETE
EVENT_PODS = "Too many pods"
EVENT = "Insufficient {}"
PODS = "pods"
NODE_RESOURCES = ("cpu", "memory", "ephemeral-storage")


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    release = snapshot.release
    wanted = counted(pod.spec.requests, zero_fits=release.has(behaviours.ZERO_REQUEST_ALWAYS_FITS))
    beyond = release.has(behaviours.BEYOND_ALLOCATABLE_IS_UNRESOLVABLE)
    paths = {name: _path(pod.spec.raw, name) for name in wanted}

    def check(state: NodeInfo) -> list[Refusal] | tuple[Refusal, ...]:
        shape = state.node.shape
        if not shape.resources_known:
            return PASSES
        allocatable, requested = shape.allocatable, state.requested
        refusals = []
        if state.pod_count + 1 > allocatable.get(PODS, 0):
            refusals.append(_too_many_pods(state))
        for name, amount in wanted.items():
            offered = allocatable.get(name, 0)
            if amount > offered - requested.get(name, 0):
                resolvable = not (beyond and amount > offered)
                refusals.append(_short(name, amount, state, paths[name], resolvable=resolvable))
        return refusals

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


def _too_many_pods(state: NodeInfo) -> Refusal:
    limit = state.node.shape.allocatable.get(PODS, 0)
    message = f"needs room for 1 pod, {state.pod_count} of {limit} are there"
    return Refusal("TooManyPods", message, EVENT_PODS, (), resolvable=True)


def _short(name: str, amount: int, state: NodeInfo, path: FieldPath, *, resolvable: bool) -> Refusal:
    offered = state.node.shape.allocatable.get(name, 0)
    free = max(0, offered - state.requested.get(name, 0))
    message = f"needs {name} {show(name, amount)}, {_free(name, free, offered, state.pod_count)}"
    return Refusal("InsufficientResource", message, EVENT.format(name), path, resolvable)


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
