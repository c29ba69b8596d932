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
    """The variants of the plain Pods placed so far. The first is the one that the world holds."""

    def __init__(self, world: Snapshot) -> None:
        self._world = world
        self._bound: dict[int, Pod] = {}
        self._variants: list[Variant] = [()]

    def attempt(self, pod: Pod) -> tuple[Attempt, frozenset[str]]:
        """The attempt in the world as it is, and the nodes that win in one variant or another."""
        found = attempt(pod, self._world)
        following = list(_followed(self._variants[0], pod, found))
        winners = {node.name for node in found.takers}
        for variant in self._variants[1:]:
            with self._moved(variant):
                other = attempt(pod, self._world)
            following += _followed(variant, pod, other)
            winners |= {node.name for node in other.takers}
        self._variants = list(dict.fromkeys(following))[:MOST_VARIANTS]
        return found, frozenset(winners)

    def bind(self, pod: Pod, bound: Pod) -> None:
        """Remember the pod that now stands in the world for this one."""
        self._bound[id(pod)] = bound

    @contextmanager
    def _moved(self, variant: Variant) -> Iterator[None]:
        world = self._world
        stood = [bound for pod, _ in variant if (bound := self._bound.get(id(pod))) is not None]
        placed = [replace(pod, node=name) for pod, name in variant if name]
        for pod in stood:
            world.remove(pod)
        for pod in placed:
            world.add(pod)
        try:
            yield
        finally:
            for pod in placed:
                world.remove(pod)
            for pod in stood:
                world.add(pod)


def _followed(variant: Variant, pod: Pod, found: Attempt) -> Iterator[Variant]:
    names = [node.name for node in found.takers] or [""]
    for name in names:
        yield (*variant, (pod, name))
