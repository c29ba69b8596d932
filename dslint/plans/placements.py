"""Where a pod goes: its state on each node, and who decides that and why."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from dslint.findings import FieldPath


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

    def to_dict(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line}

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


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

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "decider": self.decider.value,
            "message": self.message,
            "event": self.event,
            "reported": self.reported,
            "source": self.source.to_dict() if self.source else None,
        }


REMOVED_IN_TURN = "RemovedInTurn"
"""The code of a note: the rolling update deletes the pod of a removed node, within the budget."""


class Victim(NamedTuple):
    """A pod that preemption deletes to make room."""

    namespace: str
    name: str
    node: str
    priority: int
    violates_budget: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "namespace": self.namespace,
            "name": self.name,
            "node": self.node,
            "priority": self.priority,
            "violatesBudget": self.violates_budget,
        }


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

    def to_dict(self) -> dict[str, Any]:
        document: dict[str, Any] = {
            "state": self.state.value,
            "count": len(self.nodes),
            "nodes": list(self.nodes),
            "reasons": [reason.to_dict() for reason in self.reasons],
            "evicts": [victim.to_dict() for victim in self.evicts],
            "notes": [note.to_dict() for note in self.notes],
        }
        if self.scores is not None:
            document["scores"] = self.scores
        return document


class Check(NamedTuple):
    """One question about a node. `verdict` is passes, fails or "not asked"; `compared` what was held against what."""

    decider: Decider
    name: str
    verdict: str
    compared: str
    sources: tuple[SourceLine, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "decider": self.decider.value,
            "check": self.name,
            "verdict": self.verdict,
            "compared": self.compared,
            "sources": [source.to_dict() for source in self.sources],
        }


class Explanation(NamedTuple):
    """Every check of one node, in the order in which they are made, before the workload's pod is there."""

    node: str
    checks: tuple[Check, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"node": self.node, "checks": [check.to_dict() for check in self.checks]}
