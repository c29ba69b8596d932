"""The interface of a filter: a module named after its scheduler plugin, with the names below.

`prepare` is the plugin's PreFilter, called once for a pod, or once for all pods of a DaemonSet, which are alike. It
returns the plugin's Filter, called for one node at a time. The counts that a check reads stay up to date as pods enter
and leave the snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple, Protocol

from dslint.findings import FieldPath
from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import NodeInfo, Snapshot


class ClusterEvent(Enum):
    """What can happen while a plan is made and may let a pending pod fit; the values are kube-scheduler's labels."""

    ASSIGNED_POD_ADD = "AssignedPodAdd"
    ASSIGNED_POD_DELETE = "AssignedPodDelete"


class Refusal(NamedTuple):
    """Why the pod does not fit a node.

    `event` is the scheduler's text. `resolvable`: evicting pods may help (upstream's code Unschedulable; without it
    UnschedulableAndUnresolvable). `path` is relative to the pod's spec. `before_filters`: PreFilter excludes this node,
    and the event gives that first.
    """

    code: str
    message: str
    event: str
    path: FieldPath
    resolvable: bool = False
    before_filters: bool = False


Check = Callable[[NodeInfo], Iterable[Refusal]]


class Filter(Protocol):
    """`READS` names the parts of a node that decide: with STATIC parts only, nodes of one shape get one answer.

    `EVENTS` are the events that may let a pod fit which this plugin rejected: upstream's EventsToRegister without the
    events of nodes, volumes and claims, which do not change within a plan.
    `prepare` returns the check, None where the plugin skips this pod, or the Refusal that holds for every node.
    `pinned` pods are a DaemonSet's: each is checked on its own node only.
    """

    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def READS(self) -> frozenset[str]: ...  # noqa: N802
    @property
    def EVENTS(self) -> frozenset[ClusterEvent]: ...  # noqa: N802
    def prepare(self, pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | Refusal | None: ...


STATIC = frozenset({"name", "labels", "taints", "unschedulable", "declaredFeatures"})
PASSES: tuple[Refusal, ...] = ()
NO_EVENTS: frozenset[ClusterEvent] = frozenset()
POD_DELETE = frozenset({ClusterEvent.ASSIGNED_POD_DELETE})
POD_ADD_OR_DELETE = frozenset(ClusterEvent)
