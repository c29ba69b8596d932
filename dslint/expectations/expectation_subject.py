"""The subject of an expectation: one workload of a plan, with its cluster, version and pod."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

from dslint.inventory.amounts import share
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.plans import Overhead, Placement, State, WorkloadPlan


class Verdict(NamedTuple):
    """Whether a condition passes, and the figures: one line, no full stop."""

    passed: bool
    message: str


class Again(Protocol):
    """Plans the same workload again, for other nodes or another version or revision; None for an unknown revision."""

    def __call__(
        self, *, kubernetes_version: str | None = None, what_if: str | None = None, to_revision: int | None = None
    ) -> ExpectationSubject | None: ...


@dataclass(frozen=True, slots=True)
class ExpectationSubject:
    """`pod` is the workload's pod after admission, None if the API server rejects it.

    `cluster` has the nodes after the change, `version` is the Kubernetes version. `overhead` tells what all node agents
    request. `may_lose` are the nodes that may lose the pod.
    """

    plan: WorkloadPlan
    cluster: Cluster
    version: str
    pod: Pod | None
    again: Again
    overhead: Callable[[], Overhead] = Overhead
    may_lose: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        return self.plan.called

    def groups(self, states: frozenset[State]) -> Iterator[Placement]:
        return (group for group in self.plan.placement if group.state in states)

    def names(self, states: frozenset[State]) -> list[str]:
        return [name for group in self.groups(states) for name in group.nodes]

    def nodes(self, states: frozenset[State]) -> list[Node]:
        by_name = {node.name: node for node in self.cluster.nodes}
        return [by_name[name] for name in self.names(states) if name in by_name]


def within(count: int, limit: int | str, of: int) -> bool:
    """Whether a count is at most the limit, a number or a share of `of` in percent."""
    return count <= amount(limit, of)


def amount(limit: int | str, of: int) -> Fraction:
    """`5` -> 5, `"2.5%"` of `of`, exactly."""
    part = share(limit) if isinstance(limit, str) else None
    return Fraction(limit) if part is None else part * of


def counted(number: int, noun: str = "node") -> str:
    """`1 node`, `2 nodes`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(names: list[str], most: int = 3) -> str:
    """`n1, n2, n3 and 4 more`."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


Expected = Mapping[str, Any]
