"""Where plain Pods may go when nodes tie.

Of nodes with equal scores the scheduler takes one at random, and where one pod went decides where the next can go. A
variant is one combination of all choices so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from dslint.kubernetes.pods import Pod
from dslint.placement.scheduler import Attempt, attempt
from dslint.placement.snapshot import Snapshot

if TYPE_CHECKING:
    from dslint.placement.preemption import Eviction

MOST_VARIANTS = 16

Winners = Mapping[str, "tuple[Eviction, ...]"]
"""Nodes by name, with the pods to evict from each."""

Variant = tuple[tuple[Pod, str], ...]
"""Unbound pods, each with the name of its node; "" where it stays pending."""


class Ties:
    """The variants of the plain Pods placed so far. The first one is in the snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._bound: dict[Pod, Pod] = {}
        self._variants: list[Variant] = [()]

    def attempt(self, pod: Pod) -> tuple[Attempt, Winners]:
        """The attempt in the snapshot as it is, and the nodes that win in any variant."""
        found = attempt(pod, self._snapshot)
        continued = [_continued(self._variants[0], pod, found)]
        winners = found.winners
        known = {found.takers}
        for variant in self._variants[1:]:
            with self._in_variant(variant):
                other = attempt(pod, self._snapshot, winners_only=True)
            continued.append(_continued(variant, pod, other))
            if other.victims or other.tied or other.takers not in known:
                # Thousands of nodes may tie, and the same ones in most variants.
                known.add(other.takers)
                winners = other.winners | winners
        self._variants = _first(chain.from_iterable(continued))
        return found, winners

    def bind(self, pod: Pod, bound: Pod) -> None:
        """Remember the bound pod that is in the snapshot for this one."""
        self._bound[pod] = bound

    def _node(self, pod: Pod) -> str:
        """Where the pod is in the snapshot; "" where it is pending."""
        bound = self._bound.get(pod)
        return bound.node if bound is not None else ""

    @contextmanager
    def _in_variant(self, variant: Variant) -> Iterator[None]:
        snapshot = self._snapshot
        # Most Pods are on the same node in every variant.
        moved = [(pod, name) for pod, name in variant if self._node(pod) != name]
        present = [bound for pod, _ in moved if (bound := self._bound.get(pod)) is not None]
        placed = [pod.on(name) for pod, name in moved if name]
        for pod in present:
            snapshot.remove(pod)
        for pod in placed:
            snapshot.add(pod)
        try:
            yield
        finally:
            for pod in placed:
                snapshot.remove(pod)
            for pod in present:
                snapshot.add(pod)


def _first(variants: Iterable[Variant]) -> list[Variant]:
    """The first different ones. Thousands of nodes may tie, so the others are not looked at."""
    found: dict[Variant, None] = {}
    for variant in variants:
        found[variant] = None
        if len(found) == MOST_VARIANTS:
            break
    return [*found]


def _continued(variant: Variant, pod: Pod, found: Attempt) -> Iterator[Variant]:
    names = [node.name for node in found.takers] or [""]
    for name in names:
        yield (*variant, (pod, name))
