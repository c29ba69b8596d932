"""Inventory sources -> Cluster. Sources are files, folders, standard input and objects, in any mixture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dslint.inventory.assumptions import Assumptions
from dslint.inventory.collector import InventoryObjects, cluster_of, garbage_collector_off
from dslint.inventory.documents import Document, of_value, with_kinds
from dslint.inventory.errors import InventoryError, Place
from dslint.inventory.files import STDIN, STDIN_NAME, documents_of
from dslint.inventory.node_objects import kubelet_of
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import DEFAULT_VERSION, Release, UnknownVersionError, parse_version, show
from dslint.own_files.errors import shown_type
from dslint.source.file_search import is_folder

Source = Mapping[str, Any] | str | Path

HOW_TO_GET_ONE = "save one with: kubectl get nodes,pods -A -o json > nodes.json"
HOW_TO_SAVE_OBJECTS = (
    "save them with: kubectl get namespaces,limitranges,resourcequotas,serviceaccounts,priorityclasses,runtimeclasses"
    " -A -o yaml > cluster.yaml"
)


class Inventory:
    """Sources, read once; `cluster` gives the Cluster of each release.

    `kubernetes_version` is the declared version, else the newest kubelet's minor version; None if neither is known.
    """

    def __init__(self, objects: InventoryObjects) -> None:
        """Raises InventoryError for a declared version that is unknown."""
        self._objects = objects
        declared = declared_version(objects)
        kubelets = None if declared else kubelet_version(objects)
        self.kubernetes_version = declared or kubelets
        self._is_from_kubelets = kubelets is not None

    @property
    def files(self) -> Sequence[str]:
        """The names of the files among the sources."""
        return self._objects.files

    def cluster(self, release: Release, *, own_version: bool = False, nodes_needed: bool = False) -> Cluster:
        """A new Cluster. `own_version`: the release is the inventory's own or the default, because no other was given.

        Raises InventoryError, with `nodes_needed` also if there are no nodes.
        """
        assumptions = Assumptions()
        if own_version and (self.kubernetes_version is None or self._is_from_kubelets):
            assumptions.version(self.kubernetes_version)
        with garbage_collector_off():
            found = cluster_of(self._objects, release, assumptions, kubernetes_version=self.kubernetes_version)
        if nodes_needed and not found.nodes:
            raise _no_nodes(self._objects)
        return found


def read_sources(sources: Source | Iterable[Source], *, nodes_needed: bool = True) -> Inventory:
    """Reads objects (dicts), files, folders and, for "-", standard input. Raises InventoryError."""
    given = [sources] if isinstance(sources, Mapping | str | Path) else list(sources)
    paths = [source for source in given if isinstance(source, str | Path)]
    name = next((_name_of(Path(path)) for path in paths if str(path) != STDIN), "inventory")
    objects = InventoryObjects(name, tuple(map(_file_name, paths)))
    with garbage_collector_off():
        for document in _documents(given, objects, nodes_needed=nodes_needed):
            objects.add(document)
    return Inventory(objects)


def read_inventory(
    sources: Source | Iterable[Source], release: Release | None = None, *, nodes_needed: bool = False
) -> Cluster:
    """The Cluster that the sources declare, under one release.

    Without a release it is the inventory's, else that of the newest kubelet, else the default version.
    Raises InventoryError, with `nodes_needed` also if there are no nodes.
    """
    inventory = read_sources(sources)
    if release is not None:
        return inventory.cluster(release, nodes_needed=nodes_needed)
    own = Release.of(inventory.kubernetes_version or DEFAULT_VERSION)
    return inventory.cluster(own, own_version=True, nodes_needed=nodes_needed)


def _documents(sources: Sequence[Source], objects: InventoryObjects, *, nodes_needed: bool) -> Iterator[Document]:
    # Objects that are passed together with Nodes are those of a cluster, as in a List that kubectl prints.
    listed = any(isinstance(source, Mapping) and source.get("kind") == "Node" for source in sources)
    for index, source in enumerate(sources):
        if isinstance(source, Mapping):
            for document in with_kinds(of_value(source, Place(prefix=(index,)))):
                yield document._replace(listed=document.listed or listed)
        elif isinstance(source, str | Path):
            yield from _of_file(source, objects, nodes_needed=nodes_needed)
        else:
            raise Place(prefix=(index,)).error(f"{shown_type(source)} found; pass objects (dicts) or paths")


def _of_file(source: str | Path, objects: InventoryObjects, *, nodes_needed: bool) -> Iterator[Document]:
    found = False
    for document in documents_of(source, objects.notes, objects.unread):
        found = True
        yield document
    if not found:
        advice = f", so there are no nodes to plan on; {HOW_TO_GET_ONE}" if nodes_needed else f"; {HOW_TO_SAVE_OBJECTS}"
        raise InventoryError(f"contains no objects{advice}", file=_file_name(source))


def _no_nodes(objects: InventoryObjects) -> InventoryError:
    found = ", ".join(f"{number} {kind}" for kind, number in objects.kinds.most_common()) or "nothing"
    message = f"no nodes, found {found}; an inventory contains Nodes or an Inventory with node groups; {HOW_TO_GET_ONE}"
    return InventoryError(message, file=", ".join(objects.files))


def _name_of(path: Path) -> str:
    """The name of a file without its suffix; a folder has none."""
    return path.name if is_folder(path) else path.stem


def _file_name(source: str | Path) -> str:
    return STDIN_NAME if str(source) == STDIN else str(source)


def declared_version(objects: InventoryObjects) -> str | None:
    """The version that compact inventories declare. Raises InventoryError if it is unknown or if they differ."""
    found: str | None = None
    for inventory, place in objects.compact:
        version = inventory.spec.kubernetes_version
        if version is None:
            continue
        path = ("spec", "kubernetesVersion")
        try:
            minor = show(parse_version(version))
        except UnknownVersionError as error:
            raise place.error(str(error), path) from error
        if found not in (None, minor):
            raise place.error(f"{minor}, but another inventory declares {found}; remove one", path)
        found = minor
    return found


def kubelet_version(objects: InventoryObjects) -> str | None:
    """The newest minor version of the kubelets: the API server is never older. None if no node has a version."""
    found = {kubelet_of(item.node) for item in objects.nodes}
    for inventory, _ in objects.compact:
        spec = inventory.spec
        found |= {level.kubelet or "" for level in (spec.defaults, *spec.node_groups, *spec.overrides)}
    return show(max(map(parse_version, found - {""}))) if found - {""} else None


__all__ = ["InventoryError", "read_inventory"]
