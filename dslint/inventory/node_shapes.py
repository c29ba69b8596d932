"""The shapes of nodes: nodes that are alike share one Shape."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping

from dslint.kubernetes.cluster import Shape
from dslint.kubernetes.taints import Taint

VIRTUAL_LABELS = {
    ("eks.amazonaws.com/compute-type", "fargate"): "fargate",
    ("type", "virtual-kubelet"): "virtual-kubelet",
    ("node.kubernetes.io/instance-type", "eklet"): "eklet",
    ("liqo.io/type", "virtual-node"): "liqo",
}
"""The labels by which providers mark nodes that are not machines, and what acts as the kubelet there."""

VIRTUAL_TAINT = "virtual-kubelet.io/provider"


def virtual_kubelet(labels: Mapping[str, str], taints: Iterable[Taint] = ()) -> str:
    """What acts as the kubelet of a node with these labels and taints; "" on a machine."""
    for (key, value), name in VIRTUAL_LABELS.items():
        if labels.get(key) == value:
            return name
    return "virtual-kubelet" if any(taint.key == VIRTUAL_TAINT for taint in taints) else ""


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
        shape.pressure,
        shape.group,
        shape.virtual,
        shape.resources_known,
        shape.unknown_resources,
        shape.declared_features,
        frozenset(shape.images.items()),
        frozenset(shape.timing.items()),
        shape.kubelet,
        shape.kubeadm,
        shape.conditions,
    )
