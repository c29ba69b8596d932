"""Where a pod goes: its state on each node, and who decides that and why."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from dslint.findings import FieldPath, json_keys


class State(str, Enum):
    """What becomes of a workload on a node."""

    BOUND = "bound"
    PENDING = "pending"
    EXCLUDED = "excluded"
    MISSCHEDULED = "misscheduled"
    REMOVED = "removed"
    CANDIDATE = "candidate"


class Decider(str, Enum):
    """Which part of the control plane decides."""

    DAEMONSET_CONTROLLER = "daemonset-controller"
    API_SERVER = "api-server"
    SCHEDULER = "scheduler"
    KUBELET = "kubelet"


class SourceLine(NamedTuple):
    """A place in a manifest or inventory; the line counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@json_keys("code", "decider", "message", "event", "reported", "source")
class Reason(NamedTuple):
    """Why a node does not take the pod.

    `code` is stable for machines (UntoleratedTaint, NodeSelector, InsufficientResource …), `message` has the numbers
    and names of this node or shape, `event` is the scheduler's own wording where it has one, and `reported` tells
    whether the real FailedScheduling event would give it. `path` leads to the part of the manifest that decides;
    `source` is that place as file and line, put in by the engine.
    """

    code: str
    decider: Decider
    message: str
    event: str | None = None
    reported: bool = False
    path: FieldPath | None = None
    source: SourceLine | None = None


REMOVED_IN_TURN = "RemovedInTurn"
"""The code of a note: the rolling update deletes the pod of a removed node, within the budget."""


class Victim(NamedTuple):
    """A pod that preemption deletes to make room."""

    namespace: str
    name: str
    node: str
    priority: int
    violates_budget: bool = False


@json_keys(
    *("state", "number", "nodes", "reasons", "evicts", "notes", "scores"),
    renamed={"number": "count"},
    optional=("scores",),
)
class Placement(NamedTuple):
    """Nodes with the same answer for the same reasons. `nodes` names every one, in the inventory's order.

    `notes` say what holds for these nodes beside the state (an old pod stays, the image does not suit the node);
    `scores` are a plain Pod's totals by node, where they were asked for.
    """

    state: State
    nodes: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    evicts: tuple[Victim, ...] = ()
    notes: tuple[Reason, ...] = ()
    scores: dict[str, int] | None = None

    @property
    def number(self) -> int:
        """The number of nodes."""
        return len(self.nodes)


@json_keys("decider", "name", "verdict", "compared", "sources", renamed={"name": "check"})
class Check(NamedTuple):
    """One question about a node. `verdict` is passes, fails or "not asked"; `compared` what was held against what."""

    decider: Decider
    name: str
    verdict: str
    compared: str
    sources: tuple[SourceLine, ...] = ()


class Explanation(NamedTuple):
    """Every check of one node, in the order in which they are made, before the workload's pod is there."""

    node: str
    checks: tuple[Check, ...]
