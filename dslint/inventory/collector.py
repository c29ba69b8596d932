"""Objects in, a Cluster out: nodes by their shapes, pods by their specs, all else by kind."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

import msgspec

from dslint.admission.defaults import defaulted
from dslint.inventory.assumptions import Assumptions
from dslint.inventory.compact import expand
from dslint.inventory.compact_reader import read_compact
from dslint.inventory.compact_types import Inventory
from dslint.inventory.declared_pods import resolve_priorities
from dslint.inventory.documents import INVENTORY, Document, type_error
from dslint.inventory.errors import Place
from dslint.inventory.load import subtract_declared_pods
from dslint.inventory.node_objects import NodeObject, node_name
from dslint.inventory.node_shapes import Shapes, nodes_of
from dslint.inventory.other_objects import GROUPS, ObjectDocument, is_in_groups, object_value, other_object
from dslint.inventory.pod_objects import PodObject, PodReader
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity import QuantityError
from dslint.kubernetes.release import Release

NODE_OR_POD = ("",)
"""Both are of the core group."""

Read = TypeVar("Read")


class NodeDocument(NamedTuple):
    node: NodeObject
    place: Place


class PodDocument(NamedTuple):
    pod: PodObject
    place: Place


class CompactDocument(NamedTuple):
    inventory: Inventory
    place: Place


class InventoryObjects:
    """The objects that the sources hold, by kind. They are read once; each release has its own Cluster of them.

    `kinds` counts all objects that were read, `unused` those that do not matter for placement. `files` are the names
    of the sources, `name` is what the inventory is called.
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
        self.notes: list[str] = []
        self.unread: list[str] = []
        self._names: dict[str, Place] = {}

    def add(self, document: Document) -> None:
        """Raises InventoryError for a value of the wrong type and for a node declared twice."""
        kind = document.kind
        self.kinds[kind] += 1
        if kind == INVENTORY:
            self.compact.append(CompactDocument(read_compact(document.value, document.place), document.place))
        elif not is_in_groups(document, GROUPS.get(kind, NODE_OR_POD)):
            self.unused[kind] += 1
        elif kind == "Node":
            self._add_node(document)
        elif kind == "Pod":
            self.pods.append(PodDocument(_decode(document, PodObject), document.place))
        elif kind in GROUPS:
            self.objects.append(ObjectDocument(object_value(document, kind), document.place))
        else:
            self.unused[kind] += 1

    @property
    def name(self) -> str:
        """What the inventory calls itself, else the name of its first file."""
        return next(filter(None, (item.inventory.metadata.name for item in self.compact)), self._file_name)

    def _add_node(self, document: Document) -> None:
        node = _decode(document, NodeObject)
        name = node_name(node)
        if not name:
            raise document.place.error("a node without a name; give it one", ("metadata", "name"))
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
    nodes = nodes_of(read.nodes, release, Shapes(), assumptions)
    cluster = Cluster(read.name, nodes, kubernetes_version=kubernetes_version)
    for document in read.objects:
        value = other_object(document, release)
        cluster.objects.setdefault(value["kind"], []).append(value)
    reader = PodReader(release, defaulted)
    cluster.pods = [_pod(document, reader) for document in read.pods]
    for compact in read.compact:
        expand(compact.inventory, compact.place, cluster, reader, assumptions)
    resolve_priorities(cluster, reader.without_priority)
    subtract_declared_pods(cluster, Shapes())
    cluster.pods_known = bool(cluster.pods) or any(node.shape.load for node in cluster.nodes)
    assumptions.count("empty", 0 if cluster.pods_known or cluster.static_folders else 1)
    cluster.assumed = [*assumptions.sentences(), *read.unread]
    cluster.notes += [*read.notes]
    cluster.notes += [f"{count} of kind {kind}: not used" for kind, count in sorted(read.unused.items())]
    return cluster


def _pod(document: PodDocument, reader: PodReader) -> Pod:
    try:
        return reader.pod(document.pod)
    except msgspec.ValidationError as error:
        raise type_error(error, document.pod.spec, document.place.under("spec")) from error
    except QuantityError as error:
        raise document.place.error(str(error), ("spec",)) from error


@contextmanager
def collector_off() -> Iterator[None]:
    """Disables the garbage collector: reading creates a million objects and no reference cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _decode(document: Document, kind: type[Read]) -> Read:
    try:
        return msgspec.json.decode(document.json, type=kind)
    except msgspec.ValidationError as error:
        raise type_error(error, document.json, document.place) from error


def _first(place: Place) -> str:
    line = place.line(("metadata", "name"))
    return f", first at {place.file}:{line}" if line else ""
