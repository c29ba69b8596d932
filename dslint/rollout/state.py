"""The pods of one DaemonSet while it changes: on each node those it has, of the old template and of the new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

FAILED = "Failed"
SUCCEEDED = "Succeeded"
RUNNING = "Running"


@dataclass(slots=True, eq=False)
class DaemonPod:
    """One pod. Time stands still in a turn, so a ready pod is an available one: minReadySeconds are over or not begun.

    `age` tells older pods from younger ones: it counts up as pods are made. `evicted` marks one that is to be deleted
    by somebody else than the DaemonSet controller.
    """

    new: bool
    age: int
    ready: bool = False
    bound: bool = False
    terminating: bool = False
    evicted: bool = False
    phase: str = RUNNING

    @property
    def ended(self) -> bool:
        return self.phase in (FAILED, SUCCEEDED)

    def __str__(self) -> str:
        revision = "new" if self.new else "old"
        state = "pending" if not self.bound else "ready" if self.ready else "unready"
        return f"{revision} {state}{' terminating' if self.terminating else ''}"


class Role(Enum):
    """What a rolling update may do with a node."""

    FREE = "its old pod is deleted at once"
    CANDIDATE = "its old pod is replaced within the budget"
    DOUBLED = "it gets a new pod beside the old one at once"
    NOT_WANTED = "its old pod goes when enough others are available"

    # Roles are keys where the controller counts: Enum's own hash is of the name, and slow.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Weight:
    """What a node adds to the counts of a rolling update, and what may be done with it."""

    unavailable: int = 0
    surging: int = 0
    available: int = 0
    role: Role | None = None


@dataclass(slots=True, eq=False)
class DaemonNode:
    """One node as the DaemonSet controller sees it.

    `broken` marks a node on which a new pod never gets ready, `silent` one whose kubelet does not answer: nothing
    starts or ends there. `served` tells whether it had a pod before the update. `weight` is the node's part in the
    rolling update's counts, None before it is counted.
    """

    name: str
    should_run: bool
    should_continue: bool
    broken: bool = False
    silent: bool = False
    served: bool = False
    pods: list[DaemonPod] = field(default_factory=list)
    weight: Weight | None = None
    rank: int = 0

    def live(self, *, new: bool) -> list[DaemonPod]:
        """Pods of the one template or the other that are not being deleted."""
        return [pod for pod in self.pods if pod.new is new and not pod.terminating]

    @property
    def available(self) -> bool:
        return any(pod.ready and not pod.terminating for pod in self.pods)

    @property
    def updated(self) -> bool:
        return any(pod.new for pod in self.pods)

    @property
    def done(self) -> bool:
        """Nothing is left to do: one pod, new and ready, or none where none is wanted."""
        if not self.should_run:
            return not any(not pod.new for pod in self.pods)
        return len(self.pods) == 1 and self.pods[0].new and self.pods[0].ready


def snapshot(nodes: Iterable[DaemonNode]) -> dict[str, tuple[str, ...]]:
    """The pods' states, by state, each with the names of its nodes (twice where a node has two such pods)."""
    states: dict[str, list[str]] = {}
    for node in nodes:
        for pod in node.pods:
            states.setdefault(str(pod), []).append(node.name)
    return {state: tuple(states[state]) for state in sorted(states)}
