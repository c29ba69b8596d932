"""Changes to nodes: by overrides in an inventory, and by the operations of --what-if."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from dslint.inventory.amounts import load_of
from dslint.inventory.condition_taints import UNSCHEDULABLE, completed, keys_of, pressure_of, taints_of, untainted_of
from dslint.inventory.node_shapes import Shapes, virtual_kubelet
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint


class NodeChange(msgspec.Struct, frozen=True, eq=False):
    """Only given fields change. A label of None is removed; taints are added, or replaced by key and effect.

    `untaint` holds (key, effect) of taints to remove; an effect of "" stands for all effects. `load` holds quantities,
    or percentages of the node's allocatable; `idle` removes the previous load.
    """

    labels: Mapping[str, str | None] = {}
    taints: tuple[Taint, ...] = ()
    untaint: tuple[tuple[str, str], ...] = ()
    unschedulable: bool | None = None
    conditions: Mapping[str, str] = {}
    virtual: str | None = None
    allocatable: Mapping[str, int] = {}
    load: Mapping[str, str | int | float] = {}
    timing: Mapping[str, float] = {}
    images: Mapping[str, int] = {}
    declared_features: frozenset[str] = frozenset()
    kubelet: str | None = None
    kubeadm: bool | None = None
    idle: bool = False

    def apply(self, node: Node, shapes: Shapes, release: Release) -> Node:
        """The node after the change, with a shape from `shapes`.

        Raises UndeclaredAmountError, QuantityError.
        """
        shape = shapes.changed(node.shape, self, lambda: self._shape(node.shape, release))
        own = node.own_labels
        if own.keys() & self.labels.keys():
            own = {key: value for key, value in own.items() if key not in self.labels}
        images = {**node.own_images, **self.images} if node.own_images is not None else None
        return replace(node, shape=shape, own_labels=own, own_images=images)

    def _shape(self, shape: Shape, release: Release) -> Shape:
        allocatable = {**shape.allocatable, **self.allocatable}
        unschedulable = shape.unschedulable if self.unschedulable is None else self.unschedulable
        labels = {key: value for key, value in {**shape.labels, **self.labels}.items() if value is not None}
        taints = self._taints(shape.taints, release)
        return replace(
            shape,
            labels=labels,
            taints=taints,
            unschedulable=unschedulable,
            ready=self.conditions.get("Ready", shape.ready),
            pressure=pressure_of({**dict.fromkeys(shape.pressure, "True"), **self.conditions}),
            conditions=untainted_of({**dict.fromkeys(shape.conditions, "True"), **self.conditions}, release),
            virtual=self._virtual(shape, labels, taints),
            allocatable=allocatable,
            resources_known=shape.resources_known or bool(self.allocatable),
            unknown_resources=shape.unknown_resources.difference(self.allocatable),
            load={**({} if self.idle else shape.load), **load_of(self.load, allocatable)},
            timing={**shape.timing, **self.timing},
            images={**shape.images, **self.images},
            declared_features=shape.declared_features | self.declared_features,
            kubelet=shape.kubelet if self.kubelet is None else self.kubelet,
            kubeadm=shape.kubeadm if self.kubeadm is None else self.kubeadm,
        )

    def _virtual(self, shape: Shape, labels: Mapping[str, str], taints: Iterable[Taint]) -> str:
        """As declared, otherwise as it was, unless the change marks the node as virtual or no longer does."""
        if self.virtual is not None:
            return self.virtual
        after = virtual_kubelet(labels, taints)
        return shape.virtual if after == virtual_kubelet(shape.labels, shape.taints) else after

    def _taints(self, before: Iterable[Taint], release: Release) -> tuple[Taint, ...]:
        removed = keys_of(self.conditions)
        if self.unschedulable is False:
            removed |= {UNSCHEDULABLE.key}
        new = {(taint.key, taint.effect): taint for taint in self.taints}
        kept = [
            new.pop((taint.key, taint.effect), taint)
            for taint in before
            if taint.key not in removed and not self._is_removed(taint)
        ]
        derived = taints_of(self.conditions, release, unschedulable=bool(self.unschedulable))
        return completed([*kept, *new.values()], derived)

    def _is_removed(self, taint: Taint) -> bool:
        return (taint.key, taint.effect) in self.untaint or (taint.key, "") in self.untaint
