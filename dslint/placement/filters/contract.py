"""The interface of a filter: a module named after its scheduler plugin, with the names below.

`prepare` is the plugin's PreFilter, called once for a pod, or once for all pods of a DaemonSet, which are alike. It
returns the plugin's Filter, called for one node at a time. The counts that a check reads stay up to date as pods enter
and leave the snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

from dslint.findings import FieldPath
from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Decider, Reason


class ClusterEvent(Enum):
    """What can happen while a plan is made and may let a pending pod fit; the values are kube-scheduler's labels."""

    ASSIGNED_POD_ADD = "AssignedPodAdd"
    ASSIGNED_POD_DELETE = "AssignedPodDelete"


class Verdict(NamedTuple):
    """Why the pod does not fit the node, by one plugin or by all of them; without reasons it fits.

    `resolvable`: evicting pods from the node may help (upstream's code Unschedulable; without it
    UnschedulableAndUnresolvable). `before_filters`: PreFilter excludes the node. `plugin` is the one at which the
    scheduler stops, "" where none is asked.
    """

    reasons: tuple[Reason, ...]
    resolvable: bool = False
    before_filters: bool = False
    plugin: str = ""

    @property
    def fits(self) -> bool:
        return not self.reasons


Verdicts = tuple[Verdict, ...]
Check = Callable[[NodeInfo], Verdicts]


@dataclass(frozen=True, slots=True)
class DomainCheck:
    """A check that is decided by domains: `rejected` gives the indices of all nodes that it rejects now.

    Equal to asking each node, and much cheaper where thousands are asked.
    """

    check: Check
    rejected: Callable[[], set[int]]

    def __call__(self, state: NodeInfo) -> Verdicts:
        return self.check(state)


class Filter(Protocol):
    """`READS` names the parts of a node that decide: with STATIC parts only, nodes of one shape get one answer.

    `READS_OF_POD` names parts of a pod (plugins.parts_of): the plugin checks nothing for a pod that has none of
    them. EVERY_POD is for a plugin that checks all pods.
    `EVENTS` are the events that may let a pod fit which this plugin rejected: upstream's EventsToRegister without the
    events of nodes, volumes and claims, which do not change within a plan.
    `prepare` returns the check, None where the plugin skips this pod, or the Verdict that holds for every node. The
    paths of the reasons are relative to the pod's spec. `pinned` pods are a DaemonSet's: each is checked on its own
    node only.
    """

    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def READS(self) -> frozenset[str]: ...  # noqa: N802
    @property
    def READS_OF_POD(self) -> frozenset[str]: ...  # noqa: N802
    @property
    def EVENTS(self) -> frozenset[ClusterEvent]: ...  # noqa: N802
    def prepare(self, pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | Verdict | None: ...


STATIC = frozenset({"name", "labels", "taints", "unschedulable", "declaredFeatures", "conditions"})
EVERY_POD = frozenset({"containers"})
CLAIMS = frozenset({"persistentVolumeClaim", "ephemeral"})
PASSES: Verdicts = ()
NO_EVENTS: frozenset[ClusterEvent] = frozenset()
POD_DELETE = frozenset({ClusterEvent.ASSIGNED_POD_DELETE})
POD_ADD_OR_DELETE = frozenset(ClusterEvent)


def reason(code: str, message: str, event: str, path: FieldPath) -> Reason:
    """A reason of the scheduler; `event` is its own text."""
    return Reason(code, Decider.SCHEDULER, message, event, path=path)


def rejected(reasons: Iterable[Reason], *, resolvable: bool = False, before_filters: bool = False) -> Verdicts:
    """The plugin's verdict with these reasons, if there are any."""
    found = tuple(reasons)
    return (Verdict(found, resolvable, before_filters),) if found else PASSES
