"""How a change spreads: budget, waves, bounds and times."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import json_keys
from dslint.plans.placements import SourceLine


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


class Blocked(NamedTuple):
    """Why a rollout does not end, and the smallest change that frees it."""

    code: str
    message: str
    help: str


class Bounds(NamedTuple):
    minimum: int
    maximum: int


class Duration(NamedTuple):
    """Seconds."""

    minimum: int
    typical: int
    maximum: int


class Wave(NamedTuple):
    size: int


class Step(NamedTuple):
    """The pods' states, by state, after one turn: `old ready`, `new pending`, `old ready terminating` …"""

    after: str
    states: dict[str, tuple[str, ...]]


class TemplateDifference(NamedTuple):
    """A value of the pod template that changes; None for one that is absent.

    `pointer` is its JSON Pointer in the new manifest, `field` its path as the API server writes it.
    """

    pointer: str
    field: str
    old: Any
    new: Any
    source: SourceLine | None = None


class NodesByChange(NamedTuple):
    """What the rollout does to the nodes, by their names, if it runs to its end.

    `removed` lose their pod at once, `removed_in_turn` during the rolling update.
    """

    added: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    removed_in_turn: tuple[str, ...] = ()

    @property
    def with_pod_before(self) -> int:
        """The number of nodes that have a pod before the rollout."""
        return sum(map(len, (self.kept, self.replaced, self.removed, self.removed_in_turn)))


@json_keys("name", "down", "of", "share")
class DownShare(NamedTuple):
    """`down` of the `of` nodes of a zone or pool are without an available pod; `name` is "" for the whole cluster."""

    name: str
    down: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1, to four digits."""
        return round(self.down / self.of, 4) if self.of else 0.0


@json_keys("name", "down", "of", "share", "updated", "old_left")
class BadEverywhere(NamedTuple):
    """Where the rollout stalls if no new pod gets ready: nodes that are down, updated, and on the old version."""

    down: int
    of: int
    updated: int
    old_left: int

    @property
    def name(self) -> str:
        """Empty, as it is about the whole cluster."""
        return ""

    @property
    def share(self) -> float:
        return DownShare("", self.down, self.of).share


@json_keys(
    *("before", "at_worst", "in_the_end", "zones", "pools", "if_bad_everywhere"),
    optional=("if_bad_everywhere",),
)
class Unavailable(NamedTuple):
    """How many nodes are without an available pod: before the rollout, at most during it, and when it ends.

    `zones` and `pools` have the most nodes that can be down at once in each, the worst first.
    """

    before: int
    at_worst: int
    in_the_end: int
    zones: tuple[DownShare, ...] = ()
    pools: tuple[DownShare, ...] = ()
    if_bad_everywhere: BadEverywhere | None = None


class RolloutTime(NamedTuple):
    """What the duration is estimated from: how many nodes change at a time, and what is assumed, a sentence each."""

    slots: int
    assumed: tuple[str, ...] = ()


class Meanwhile(NamedTuple):
    """What `kubectl rollout status` and `helm --wait` report when the rollout ends or stalls."""

    kubectl: str
    helm: str


@json_keys(
    *("strategy", "changed", "budget", "replaced", "removed", "added", "removed_at_once", "blocked", "updated"),
    *("wave_sizes", "duration", "template_diff", "nodes", "unavailable", "time", "meanwhile", "waves_are", "steps"),
    renamed={"wave_sizes": "waves"},
    optional=("template_diff", "nodes", "unavailable", "time", "meanwhile", "steps"),
    unless_empty=("waves_are",),
)
class Rollout(NamedTuple):
    """How applying the manifest changes the nodes. Counts are numbers of nodes.

    `waves` are the sizes of the waves; `waves_are` says how to read them.
    """

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
    template_diff: tuple[TemplateDifference, ...] | None = None
    nodes: NodesByChange | None = None
    unavailable: Unavailable | None = None
    time: RolloutTime | None = None
    meanwhile: Meanwhile | None = None
    waves_are: str = ""

    @property
    def wave_sizes(self) -> tuple[Wave, ...]:
        return tuple(map(Wave, self.waves))
