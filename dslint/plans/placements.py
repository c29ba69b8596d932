"""Where pods run: the state of a workload on each node, which component decides that, and why."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from dslint.findings import FieldPath, json_keys


class State(str, Enum):
    """The state of a workload on a node."""

    BOUND = "bound"
    PENDING = "pending"
    EXCLUDED = "excluded"
    MISSCHEDULED = "misscheduled"
    REMOVED = "removed"
    CANDIDATE = "candidate"


RUNS = frozenset({State.BOUND, State.CANDIDATE})
WANTS = RUNS | {State.PENDING}
"""The states of nodes that run the pod, perhaps in turn with others, and of those that should."""


class Decider(str, Enum):
    """The component of Kubernetes that decides."""

    DAEMONSET_CONTROLLER = "daemonset-controller"
    API_SERVER = "api-server"
    SCHEDULER = "scheduler"
    KUBELET = "kubelet"
    TAINT_EVICTION_CONTROLLER = "taint-eviction-controller"


class SourceLine(NamedTuple):
    """A line of a manifest or inventory; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@json_keys("code", "decider", "message", "event", "reported", "source", "help", optional=("help",))
class Reason(NamedTuple):
    """Why the pod does not run on a node.

    `code` is stable, for programs (UntoleratedTaint, NodeSelector, InsufficientResource …), `message` has the numbers
    and names of this node or shape, `event` is the scheduler's own message, if it has one, and `reported` is whether
    the FailedScheduling event would contain it. `path` is the part of the manifest that decides, and `source` its file
    and line. `help` is a change to the manifest that is known to make the pod run there.
    """

    code: str
    decider: Decider
    message: str
    event: str | None = None
    reported: bool = False
    path: FieldPath | None = None
    source: SourceLine | None = None
    help: str | None = None


REMOVED_IN_TURN = "RemovedInTurn"
"""The code of a note: the pod of a removed node is deleted during the rolling update, within the budget."""

NOT_READY = "NotReady"
"""The code of a note: the node is not ready or dead, and runs no new pod until it is."""

OTHER_NODE = "OtherNode"
"""The code of what an event up to 1.23 also says of other nodes: for programs that compare events."""

TEMPORARY_TAINT = "TemporaryTaint"
"""The code of a note: only a taint that is known to be temporary keeps the pod away."""


@json_keys("namespace", "name", "node", "priority", "violates_budget", "tied", unless_empty=("tied",))
class Victim(NamedTuple):
    """A pod that preemption deletes. `tied` are pods that may be deleted in its place, as `namespace/name`."""

    namespace: str
    name: str
    node: str
    priority: int
    violates_budget: bool = False
    tied: tuple[str, ...] = ()


@json_keys(
    *("state", "number", "nodes", "reasons", "evicts", "notes", "scores", "never_ready"),
    renamed={"number": "count"},
    optional=("scores",),
    unless_empty=("never_ready",),
)
class Placement(NamedTuple):
    """Nodes with the same state for the same reasons. `nodes` are their names, in the order of the inventory.

    `notes` are further facts about these nodes (an old pod remains, the image does not support the node's platform);
    `scores` are the total scores of a plain Pod by node, if requested. `never_ready`: a pod is bound to these nodes,
    but never becomes ready there; the notes say why.
    """

    state: State
    nodes: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    evicts: tuple[Victim, ...] = ()
    notes: tuple[Reason, ...] = ()
    scores: dict[str, int] | None = None
    never_ready: bool = False

    @property
    def number(self) -> int:
        """The number of nodes."""
        return len(self.nodes)

    @property
    def waits(self) -> bool:
        """Whether a pod is bound to these nodes that runs only once they are ready."""
        return self.state is State.BOUND and not self.never_ready and any(note.code == NOT_READY for note in self.notes)

    @property
    def temporary(self) -> bool:
        """Whether the nodes get a pod without any change, once a temporary taint is gone."""
        return any(note.code == TEMPORARY_TAINT for note in self.notes)


@json_keys("decider", "name", "verdict", "compared", "sources", renamed={"name": "check"})
class Check(NamedTuple):
    """One check of a node. `verdict` is passes, fails or "not asked"; `compared` has the values of both sides."""

    decider: Decider
    name: str
    verdict: str
    compared: str
    sources: tuple[SourceLine, ...] = ()


class Explanation(NamedTuple):
    """All checks of one node, in order, before the workload's pod is bound to it."""

    node: str
    checks: tuple[Check, ...]
