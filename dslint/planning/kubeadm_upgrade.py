"""The nodes after an upgrade by kubeadm, which renamed the label and the taint of its control planes in steps.

Kubernetes: cmd/kubeadm/app/phases/upgrade/postupgrade.go. The labels beta.kubernetes.io stay: kubelets still set them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from dslint.inventory.node_change import NodeChange
from dslint.inventory.node_shapes import Shapes
from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.kubeadm import LABELS, TAINTS
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_SCHEDULE, Taint

MOST_NAMED = 3


class _Steps(NamedTuple):
    """What an upgrade adds to control planes and removes from them, as texts and as the change of a node."""

    texts: tuple[str, ...]
    change: NodeChange


def upgraded(cluster: Cluster, start: Release, release: Release) -> tuple[Cluster, tuple[str, ...]]:
    """The cluster after kubeadm has upgraded it, and a sentence on what that changes; the same one if it does not."""
    shapes = Shapes()
    known: dict[Shape, _Steps | None] = {}
    nodes = list(cluster.nodes)
    told: dict[tuple[str, ...], list[str]] = {}
    for index, node in enumerate(nodes):
        if node.shape not in known:
            known[node.shape] = _steps(node, start, release)
        steps = known[node.shape]
        if steps is not None:
            nodes[index] = steps.change.apply(node, shapes, release)
            told.setdefault(steps.texts, []).append(node.name)
    if not told:
        return cluster, ()
    return replace(cluster, nodes=nodes), tuple(
        _sentence(texts, names, start, release) for texts, names in told.items()
    )


def _steps(node: Node, start: Release, release: Release) -> _Steps | None:
    shape = node.shape
    if not shape.kubeadm:
        return None
    role = {key for key in LABELS if node.label(key) is not None}
    labels: dict[str, str | None] = {}
    for key, behaviour in LABELS.items():
        if role and key not in role and release.has(behaviour) and not start.has(behaviour):
            labels[key] = ""
        elif key in role and start.has(behaviour) and not release.has(behaviour):
            labels[key] = None
    present = {taint.key for taint in shape.taints if taint.effect == NO_SCHEDULE} & TAINTS.keys()
    added = tuple(
        Taint(key, "", NO_SCHEDULE)
        for key, behaviour in TAINTS.items()
        if present and key not in present and release.has(behaviour) and not start.has(behaviour)
    )
    removed = tuple(
        (key, NO_SCHEDULE)
        for key, behaviour in TAINTS.items()
        if key in present and start.has(behaviour) and not release.has(behaviour)
    )
    change = NodeChange(labels=labels, taints=added, untaint=removed)
    texts = tuple(_texts(change))
    return _Steps(texts, change) if texts else None


def _texts(change: NodeChange) -> Iterator[str]:
    for key, value in change.labels.items():
        yield f"{'removes' if value is None else 'adds'} the label {key}"
    for taint in change.taints:
        yield f"adds the taint {taint}"
    for key, effect in change.untaint:
        yield f"removes the taint {key}:{effect}"


def _sentence(texts: tuple[str, ...], names: list[str], start: Release, release: Release) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    nodes = f"{len(names)} node{'' if len(names) == 1 else 's'} ({', '.join(names[:MOST_NAMED])}{more})"
    return (
        f"kubeadm's upgrade from {start} to {release} {', '.join(texts)} on {nodes}; planned with that, "
        "--keep-node-labels plans without"
    )
