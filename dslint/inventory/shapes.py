"""Shapes are shared: nodes that have all in common point at one Shape object."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from dslint.kubernetes.cluster import Shape


class Shapes:
    """The shapes met so far, each once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Shape] = {}
        # What an id names stands beside it, so that no id is given away twice.
        self._changed: dict[tuple[int, int], tuple[Shape, object, Shape]] = {}

    def of(self, shape: Shape) -> Shape:
        """The one Shape with this content; where it was declared does not tell shapes apart."""
        return self._known.setdefault(_content(shape), shape)

    def changed(self, shape: Shape, change: object, changed: Callable[[], Shape]) -> Shape:
        """The shape after a change, which is made once for each shape."""
        key = (id(shape), id(change))
        known = self._changed.get(key)
        if known is None:
            known = self._changed[key] = (shape, change, self.of(changed()))
        return known[2]


def _content(shape: Shape) -> Hashable:
    return (
        frozenset(shape.labels.items()),
        shape.taints,
        shape.unschedulable,
        frozenset(shape.allocatable.items()),
        frozenset(shape.load.items()),
        shape.ready,
        shape.group,
        shape.virtual,
        shape.resources_known,
        shape.declared_features,
        frozenset(shape.images.items()),
        frozenset(shape.timing.items()),
    )
