"""What a filter is: a module named as the scheduler's plugin, with the names below.

`prepare` is the plugin's PreFilter, asked once for a pod (for all pods of a DaemonSet, which are alike); what it
returns is its Filter, asked for one node at a time. The counts that a check reads stay right while pods come and go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from dslint.findings import FieldPath
from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import NodeInfo, Snapshot


class Refusal(NamedTuple):
    """Why a node does not take the pod.

    `event` is the scheduler's text. `resolvable` tells whether evicting pods may help (Unschedulable there, else
    UnschedulableAndUnresolvable). `path` leads on from the pod's spec. With `before_filters` it is PreFilter that
    keeps the pod off this node, and reported before all others.
    """

    code: str
    message: str
    event: str
    path: FieldPath
    resolvable: bool = False
    before_filters: bool = False


Check = Callable[[NodeInfo], Iterable[Refusal]]


class Filter(Protocol):
    """`READS` names what of a node decides: with only STATIC parts, nodes of one shape get one answer.

    `prepare` gives the check, None where the plugin has nothing to say of this pod, or the Refusal that holds for
    every node. `pinned` pods are a DaemonSet's: each is asked about its own node only.
    """

    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def READS(self) -> frozenset[str]: ...  # noqa: N802
    def prepare(self, pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | Refusal | None: ...


STATIC = frozenset({"name", "labels", "taints", "unschedulable", "declaredFeatures"})
PASSES: tuple[Refusal, ...] = ()
