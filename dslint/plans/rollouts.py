"""Rollouts: budget, waves, bounds and durations."""

from __future__ import annotations

from typing import NamedTuple

from dslint.findings import FieldPath, json_keys
from dslint.plans.placements import Reason
from dslint.plans.template_difference import TemplateDifference

MAX_UNAVAILABLE: FieldPath = ("spec", "updateStrategy", "rollingUpdate", "maxUnavailable")
MAX_SURGE: FieldPath = ("spec", "updateStrategy", "rollingUpdate", "maxSurge")


class Budget(NamedTuple):
    """How many nodes may be without an available pod, or have two pods, at the same time.

    `max_unavailable` and `max_surge` are as written, after defaulting; `of` is the desired number of pods, `value` the
    number of nodes that the budget allows (rounded up), and `taken` how many are unavailable or surging at the start.
    """

    max_unavailable: int | str
    max_surge: int | str
    of: int
    value: int
    taken: int

    @property
    def surges(self) -> bool:
        """Whether new pods start beside the old ones: maxSurge drives the rollout."""
        return _is_zero(self.max_unavailable) and not _is_zero(self.max_surge)

    @property
    def path(self) -> FieldPath:
        """The field of a DaemonSet that limits the rollout."""
        return MAX_SURGE if self.surges else MAX_UNAVAILABLE


def _is_zero(value: int | str) -> bool:
    return not str(value).strip("0%")


class Blocked(NamedTuple):
    """Why a rollout does not complete, and the smallest change that unblocks it."""

    code: str
    message: str
    help: str


class Bounds(NamedTuple):
    minimum: int
    maximum: int


class Duration(NamedTuple):
    """How long the rollout takes, in seconds."""

    minimum: int
    typical: int
    maximum: int


class Wave(NamedTuple):
    size: int


@json_keys("node", "before", "after", renamed={"before": "from", "after": "to"})
class StateChange(NamedTuple):
    """The state of a node's pods before and after a turn: `old ready`, `new unready, old ready`; None without a pod."""

    node: str
    before: str | None
    after: str | None


@json_keys(
    *("after", "states", "counts", "changes", "begun", "unavailable", "taken"),
    optional=("states", "counts", "changes"),
)
class Step(NamedTuple):
    """The nodes by the state of their pod, after one turn: `old ready`, `new pending`, `old ready terminating` …

    With many nodes, `counts` and `changes` stand in for `states`, so that a long rollout stays readable. `begun` are
    the nodes that the turn begins to replace, a wave; `unavailable` those that had a pod, should have one, and have no
    available pod; `taken` is how much of the budget is used.
    """

    after: str
    states: dict[str, tuple[str, ...]] | None = None
    counts: dict[str, int] | None = None
    changes: tuple[StateChange, ...] | None = None
    begun: int = 0
    unavailable: int = 0
    taken: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """The number of nodes in each state."""
        if self.counts is not None:
            return self.counts
        return {state: len(nodes) for state, nodes in (self.states or {}).items()}


class NodesByChange(NamedTuple):
    """The names of the nodes by what a complete rollout does to their pod.

    `removed` lose their pod at once, `removed_in_turn` during the rolling update. `away` lose it during the update too,
    and get a new one by themselves once a temporary taint is gone, such as that of a node that is not ready.
    """

    added: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    removed_in_turn: tuple[str, ...] = ()
    away: tuple[str, ...] = ()

    @property
    def with_pod_before(self) -> int:
        """The number of nodes that have a pod before the rollout."""
        return sum(map(len, (self.kept, self.replaced, self.removed, self.removed_in_turn, self.away)))


@json_keys("name", "down", "of", "share")
class DownShare(NamedTuple):
    """How many of the nodes of a zone or pool have no available pod; `name` is "" for the whole cluster."""

    name: str
    down: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1, rounded to four digits."""
        return round(self.down / self.of, 4) if self.of else 0.0


@json_keys("name", "down", "of", "share", "updated", "old_left")
class BadEverywhere(NamedTuple):
    """Where the rollout stalls if no new pod becomes ready: nodes that are down, updated, or left with an old pod."""

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
    """How many nodes have no available pod: before the rollout, at most during it, and when it ends.

    `zones` and `pools` have the largest number of nodes that can be down at once in each, the worst first.
    """

    before: int
    at_worst: int
    in_the_end: int
    zones: tuple[DownShare, ...] = ()
    pools: tuple[DownShare, ...] = ()
    if_bad_everywhere: BadEverywhere | None = None


class RolloutTime(NamedTuple):
    """The basis of the estimated duration: how many nodes change at a time, and a sentence for each assumption."""

    slots: int
    assumed: tuple[str, ...] = ()


@json_keys("kubectl", "helm", "helm4", "argocd", "flux", unless_empty=("helm4", "argocd", "flux"))
class Meanwhile(NamedTuple):
    """What `kubectl rollout status` and other tools report when the rollout ends or stalls.

    `helm` is `helm --wait` of Helm 3 and `--wait=legacy` of Helm 4, `helm4` is `--wait` of Helm 4. `argocd` is the
    health in Argo CD, `flux` what a Flux Kustomization with `wait` does.
    """

    kubectl: str
    helm: str
    helm4: str = ""
    argocd: str = ""
    flux: str = ""


class RolloutEnd(NamedTuple):
    """The nodes where an old or a new pod is bound when the rollout ends or stalls, taken in the order of names.

    `refusal` is the API server's error for new pods that are missing, and `without_pod` are the nodes without any pod.
    """

    old: frozenset[str]
    new: frozenset[str]
    refusal: Reason | None = None
    without_pod: tuple[str, ...] = ()


@json_keys(
    *("strategy", "changed", "budget", "replaced", "removed", "added", "removed_at_once", "blocked", "updated"),
    *("wave_sizes", "duration", "template_diff", "nodes", "unavailable", "time", "meanwhile", "waves_are", "start"),
    *("steps",),
    renamed={"wave_sizes": "waves"},
    optional=("template_diff", "nodes", "unavailable", "time", "meanwhile", "start", "steps"),
    unless_empty=("waves_are",),
)
class Rollout(NamedTuple):
    """How the change of the manifest reaches the nodes. Counts are numbers of nodes.

    `waves` are the sizes of the waves; `waves_are` explains them. `start` and `steps` are its trace. `end` is for the
    placement, and not part of a plan.
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
    end: RolloutEnd | None = None
    start: Step | None = None

    @property
    def wave_sizes(self) -> tuple[Wave, ...]:
        return tuple(map(Wave, self.waves))
