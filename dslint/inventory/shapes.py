"""Shapes are shared: nodes that have all in common point at one Shape object."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from dslint.inventory.cluster import Shape


class Shapes:
    """The shapes met so far, each once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Shape] = {}
        # The shape before stands beside the one after, so that no id is given away twice.
        self._changed: dict[Hashable, tuple[Shape, Shape]] = {}

    def of(self, shape: Shape) -> Shape:
        """The one Shape with this content; where it was declared does not tell shapes apart."""
        return self._known.setdefault(_content(shape), shape)

    def changed(self, shape: Shape, reason: Hashable, **changes: Any) -> Shape:
        """The shape with other values. `reason` names the change: it is made once for each shape."""
        key = (id(shape), reason)
        known = self._changed.get(key)
        if known is None:
            known = self._changed[key] = (shape, self.of(replace(shape, **changes)))
        return known[1]


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
