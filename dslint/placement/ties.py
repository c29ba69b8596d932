"""Where plain Pods may go when the scheduler draws lots: the ways that earlier draws may have fallen.

Equal totals are drawn by lot, and where one pod went decides where the next can go. A variant is one way in which
all draws so far may have fallen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from dslint.kubernetes.pods import Pod
from dslint.placement.scheduler import Attempt, attempt
from dslint.placement.snapshot import Snapshot

MOST_VARIANTS = 16

Variant = tuple[tuple[Pod, str], ...]
"""Unbound pods, each with the name of the node that it went to; "" where it stays pending."""


class Ties:
    """The variants of the plain Pods placed so far. The first is the one that the snapshot holds."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._bound: dict[int, Pod] = {}
        self._variants: list[Variant] = [()]

    def attempt(self, pod: Pod) -> tuple[Attempt, frozenset[str]]:
        """The attempt in the snapshot as it is, and the nodes that win in one variant or another."""
        found = attempt(pod, self._snapshot)
        following = list(_followed(self._variants[0], pod, found))
        winners = {node.name for node in found.takers}
        for variant in self._variants[1:]:
            with self._moved(variant):
                other = attempt(pod, self._snapshot)
            following += _followed(variant, pod, other)
            winners |= {node.name for node in other.takers}
        self._variants = list(dict.fromkeys(following))[:MOST_VARIANTS]
        return found, frozenset(winners)

    def bind(self, pod: Pod, bound: Pod) -> None:
        """Remember the pod that now stands in the snapshot for this one."""
        self._bound[id(pod)] = bound

    @contextmanager
    def _moved(self, variant: Variant) -> Iterator[None]:
        snapshot = self._snapshot
        stood = [bound for pod, _ in variant if (bound := self._bound.get(id(pod))) is not None]
        placed = [replace(pod, node=name) for pod, name in variant if name]
        for pod in stood:
            snapshot.remove(pod)
        for pod in placed:
            snapshot.add(pod)
        try:
            yield
        finally:
            for pod in placed:
                snapshot.remove(pod)
            for pod in stood:
                snapshot.add(pod)


def _followed(variant: Variant, pod: Pod, found: Attempt) -> Iterator[Variant]:
    names = [node.name for node in found.takers] or [""]
    for name in names:
        yield (*variant, (pod, name))
