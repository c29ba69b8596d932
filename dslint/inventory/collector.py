"""The objects of an inventory, read once, and the Cluster that they describe under a release."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from dslint.admission.priority import is_critical_by_name, priorities
from dslint.inventory.assumptions import Assumptions
from dslint.inventory.compact import expand
from dslint.inventory.compact_reader import read_compact
from dslint.inventory.compact_types import Inventory
from dslint.inventory.declared_pods import DeclaredPods
from dslint.inventory.documents import INVENTORY, Document, typed
from dslint.inventory.errors import Place
from dslint.inventory.node_objects import NODE, NodeDocument, node_name, nodes_of
from dslint.inventory.node_shapes import Shapes
from dslint.inventory.other_objects import (
    ADMISSION_KINDS,
    GROUPS,
    ObjectDocument,
    identity,
    is_in_groups,
    object_value,
    other_object,
    rejected_object,
)
from dslint.inventory.pod_objects import POD, PodDocument, PodReader
from dslint.inventory.policy_engines import MARKS as ENGINE_MARKS
from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.release import Release
from dslint.progress import watched

NODE_OR_POD = ("",)
"""Both are in the core group."""

PODS = "pods"


class CompactDocument(NamedTuple):
    inventory: Inventory
    place: Place


class InventoryObjects:
    """The objects in the sources, by kind. They are read once; each release has its own Cluster of them.

    `kinds` counts all objects, `unused` those that do not matter for placement;
    `others` are these, for policies that take them as parameters. `engines` counts policies that are not Kubernetes'
    own. `files` are the names of the sources.
    """

    def __init__(self, name: str, files: Sequence[str]) -> None:
        self._file_name = name
        self.files = files
        self.kinds: Counter[str] = Counter()
        self.nodes: list[NodeDocument] = []
        self.pods: list[PodDocument] = []
        self.objects: list[ObjectDocument] = []
        self.compact: list[CompactDocument] = []
        self.unused: Counter[str] = Counter()
        self.others: list[Document] = []
        self.engines: Counter[str] = Counter()
        self.notes: list[str] = []
        self.unread: list[str] = []
        self.empty_lists: list[str] = []
        self._names: dict[str, Place] = {}

    def add(self, document: Document) -> None:
        """Raises InventoryError for a value of the wrong type and for a node that is declared twice."""
        kind = document.kind
        if document.empty:
            self.empty_lists.append(kind)
            return
        self.kinds[kind or "of no kind"] += 1
        if kind == INVENTORY:
            self.compact.append(CompactDocument(read_compact(document.value, document.place), document.place))
        elif not is_in_groups(document, GROUPS.get(kind, NODE_OR_POD)):
            self._set_aside(document)
        elif kind == "Node":
            self._add_node(document)
        elif kind == "Pod":
            self.pods.append(PodDocument(typed(document.json, POD, document.place), document.place))
        elif kind in GROUPS:
            self.objects.append(ObjectDocument(object_value(document, kind), document.place, document.listed))
        else:
            self._set_aside(document)

    @property
    def name(self) -> str:
        """The name in a compact inventory's metadata, else the name of the first file."""
        return next(filter(None, (item.inventory.metadata.name for item in self.compact)), self._file_name)

    def _set_aside(self, document: Document) -> None:
        if any(mark in document.api_version for mark in ENGINE_MARKS):
            from dslint.inventory.policy_engines import engine_of

            engine = engine_of(document.api_version, document.kind)
            if engine is not None:
                self.engines[engine] += 1
                return
        self.unused[document.kind] += 1
        json = document.json
        # Otherwise the text of the whole file would stay in memory.
        self.others.append(document._replace(json=json.copy() if isinstance(json, msgspec.Raw) else json))

    def _add_node(self, document: Document) -> None:
        node = typed(document.json, NODE, document.place)
        name = node_name(node)
        if not name:
            raise document.place.error("a node without a name; add one", ("metadata", "name"))
        before = self._names.setdefault(name, document.place)
        if before is not document.place:
            raise document.place.error(
                f"node {name} is declared twice{_first(before)}; remove one", ("metadata", "name")
            )
        self.nodes.append(NodeDocument(node, document.place))


def cluster_of(
    read: InventoryObjects, release: Release, assumptions: Assumptions, *, kubernetes_version: str | None
) -> Cluster:
    """The Cluster that the objects describe under a release; they stay as they are.

    `kubernetes_version` is the inventory's own. Raises InventoryError.
    """
    cluster = Cluster(read.name, [], kubernetes_version=kubernetes_version)
    declared = [name for compact in read.compact for name in compact.inventory.spec.complete]
    if read.objects or read.empty_lists or declared:
        from dslint.inventory.declared_kinds import complete_kinds

        cluster.complete = complete_kinds(read.objects, read.empty_lists, declared)
    _add_objects(cluster, read.objects, release)
    if any(map(cluster.of_kind, ADMISSION_KINDS)):
        from dslint.inventory.admission_objects import add_policy_parts

        add_policy_parts(cluster, read.objects, read.others)
    by_class = priorities(cluster)
    if read.nodes:
        cluster.nodes = nodes_of(read.nodes, release, Shapes(), assumptions)
    if read.pods:
        reader = PodReader(release, by_class)
        cluster.pods = [reader.pod(document) for document in watched.get()(read.pods, "reading pods")]
    for compact in read.compact:
        expand(compact.inventory, compact.place, cluster, DeclaredPods(release, by_class), assumptions)
    if any(pod.spec.raw.get("priorityClassName") and not pod.spec.priority_known for pod in cluster.pods):
        from dslint.inventory.listed_priorities import complete_from_others

        complete_from_others(cluster.pods)
    assumptions.count("critical", sum(is_critical_by_name(pod.spec) for pod in cluster.pods))
    _subtract_declared_pods(cluster, Shapes())
    cluster.pods_known = bool(cluster.pods) or any(node.shape.load for node in cluster.nodes)
    assumptions.count("empty", 0 if cluster.pods_known or cluster.static_folders else 1)
    cluster.assumed = [*assumptions.sentences(), *read.unread, *cluster.rejected]
    cluster.notes += [*read.notes]
    cluster.notes += [_unused(kind, count) for kind, count in sorted(_unused_kinds(read, cluster).items())]
    if read.engines:
        from dslint.inventory.policy_engines import note_on

        cluster.notes += [note_on(engine, count) for engine, count in sorted(read.engines.items())]
    return cluster


def _unused_kinds(read: InventoryObjects, cluster: Cluster) -> Counter[str]:
    """Without the parameters of policies."""
    return Counter({kind: count for kind, count in read.unused.items() if not cluster.of_kind(kind) or kind in GROUPS})


def _unused(kind: str, count: int) -> str:
    return f"{count} of kind {kind}: not used" if kind else f"{count} without a kind: not used"


def _add_objects(cluster: Cluster, documents: Iterable[ObjectDocument], release: Release) -> None:
    """Adds the objects, without those that the API server rejects: no cluster has them."""
    for document in documents:
        value = other_object(document, release)
        rejected = None if _was_stored(value) else rejected_object(value, cluster, release)
        if rejected is None:
            cluster.objects.setdefault(value["kind"], []).append(value)
            continue
        cluster.rejected.append(f"left out, because the API server rejects it: {rejected}")
        cluster.refused |= {identity(value)}


def _was_stored(value: Mapping[str, Any]) -> bool:
    """Whether the object comes from a cluster, and was valid when it was created."""
    return bool(value["metadata"].get("uid"))


def requests_by_node(cluster: Cluster) -> dict[str, Counter[str]]:
    """By node: the sum of requests in base units, and the number of pods as "pods"."""
    found: dict[str, Counter[str]] = {}
    for pod in cluster.pods:
        if pod.node and not pod.finished:
            found.setdefault(pod.node, Counter()).update({**pod.spec.requests, PODS: 1})
    return found


def _subtract_declared_pods(cluster: Cluster, shapes: Shapes) -> None:
    """Declared load includes the declared pods: it is reduced by them, so that nothing counts twice."""
    if not any(node.shape.load for node in cluster.nodes):
        return
    requested = requests_by_node(cluster)
    known: dict[tuple[Shape, tuple[tuple[str, int], ...]], Shape] = {}
    for index, node in enumerate(cluster.nodes):
        use = requested.get(node.name)
        if not use or not node.shape.load:
            continue
        key = (node.shape, tuple(sorted(use.items())))
        if key not in known:
            known[key] = shapes.of(replace(node.shape, load=_remaining_load(node, use)))
        cluster.nodes[index] = replace(node, shape=known[key])


def _remaining_load(node: Node, use: Counter[str]) -> dict[str, int]:
    return {resource: max(0, amount - use[resource]) for resource, amount in node.shape.load.items()}


@contextmanager
def garbage_collector_off() -> Iterator[None]:
    """Disables the garbage collector: reading creates a million objects and no reference cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _first(place: Place) -> str:
    line = place.line(("metadata", "name"))
    return f", first at {place.file}:{line}" if line else ""
