"""The shapes of nodes: nodes that are alike share one Shape."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from dslint.kubernetes.cluster import Shape


class Shapes:
    """The shapes so far: one for each content."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Shape] = {}
        self._changed: dict[tuple[Shape, Hashable], Shape] = {}

    def of(self, shape: Shape) -> Shape:
        """The shape with the same content that came first."""
        return self._known.setdefault(_content(shape), shape)

    def changed(self, shape: Shape, change: Hashable, changed: Callable[[], Shape]) -> Shape:
        """The shape after a change; `changed` is called once for each shape and change."""
        found = self._changed.get((shape, change))
        if found is None:
            found = self._changed[shape, change] = self.of(changed())
        return found


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
        shape.unknown_resources,
        shape.declared_features,
        frozenset(shape.images.items()),
        frozenset(shape.timing.items()),
    )
