"""How a change spreads: budget, waves, bounds and times."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Budget(NamedTuple):
    """How many nodes may be without the pod, or have two, at a time.

    `max_unavailable` and `max_surge` are as written (after defaulting); `of` is desired, `value` the budget that counts
    (rounded up), `taken` what is unavailable (or surging) before the first step.
    """

    max_unavailable: int | str
    max_surge: int | str
    of: int
    value: int
    taken: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "maxUnavailable": self.max_unavailable,
            "maxSurge": self.max_surge,
            "of": self.of,
            "value": self.value,
            "taken": self.taken,
        }


class Blocked(NamedTuple):
    """Why a rollout does not end, and the smallest change that frees it."""

    code: str
    message: str
    help: str

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "help": self.help}


class Bounds(NamedTuple):
    minimum: int
    maximum: int

    def to_dict(self) -> dict[str, Any]:
        return {"minimum": self.minimum, "maximum": self.maximum}


class Duration(NamedTuple):
    """Seconds."""

    minimum: int
    typical: int
    maximum: int

    def to_dict(self) -> dict[str, Any]:
        return {"minimum": self.minimum, "typical": self.typical, "maximum": self.maximum}


class Step(NamedTuple):
    """The pods' states, by state, after one turn: `old ready`, `new pending`, `old ready terminating` …"""

    after: str
    states: dict[str, tuple[str, ...]]

    def to_dict(self) -> dict[str, Any]:
        return {"after": self.after, "states": {state: list(nodes) for state, nodes in self.states.items()}}


class Rollout(NamedTuple):
    """How applying the manifest changes the nodes. Counts are of nodes; `extra` holds further facts, JSON-ready."""

    strategy: str
    changed: bool
    budget: Budget | None
    replaced: int
    removed: int
    added: int
    removed_at_once: int
    blocked: Blocked | None
    updated: Bounds
    waves: tuple[int, ...] = ()
    duration: Duration | None = None
    steps: tuple[Step, ...] | None = None
    extra: Mapping[str, Any] = MappingProxyType({})

    def to_dict(self) -> dict[str, Any]:
        document: dict[str, Any] = {
            "strategy": self.strategy,
            "changed": self.changed,
            "budget": self.budget.to_dict() if self.budget else None,
            "replaced": self.replaced,
            "removed": self.removed,
            "added": self.added,
            "removedAtOnce": self.removed_at_once,
            "blocked": self.blocked.to_dict() if self.blocked else None,
            "updated": self.updated.to_dict(),
            "waves": [{"size": size} for size in self.waves],
            "duration": self.duration.to_dict() if self.duration else None,
            **self.extra,
        }
        if self.steps is not None:
            document["steps"] = [step.to_dict() for step in self.steps]
        return document
