"""Inventory sources -> Cluster: files, folders, stdin, or objects already read, in any mixture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dslint.inventory.assumptions import Assumptions
from dslint.inventory.collector import Collected, cluster_of, collector_off
from dslint.inventory.documents import Document, of_value
from dslint.inventory.errors import InventoryError, Place, shown_type
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import DEFAULT_VERSION, Release, UnknownVersionError, parse_version, show

Source = Mapping[str, Any] | str | Path | bytes

HOW_TO_GET_ONE = "kubectl get nodes,pods -A -o json > nodes.json writes one"


def read_inventory(
    sources: Source | Iterable[Source],
    release: Release | None = None,
    *,
    default: str = DEFAULT_VERSION,
    nodes_needed: bool = False,
) -> Cluster:
    """What the sources declare, expanded.

    A source is an object (a dict), a file, a folder, "-" for stdin, or the bytes that were read from it.
    Without a release that of the inventory or of the nodes' newest kubelet holds, else the `default`.
    Raises InventoryError, with `nodes_needed` also where no nodes are declared.
    """
    given = [sources] if isinstance(sources, Mapping | str | Path | bytes) else list(sources)
    assumptions = Assumptions()
    kinds: Counter[str] = Counter()
    with collector_off():
        collected = Collected()
        for document in _documents(given, collected):
            kinds[document.kind] += 1
            collected.add(document)
        declared = declared_version(collected)
        kubelets = None if declared else kubelet_version(collected)
        if kubelets and release is None:
            assumptions.version(kubelets)
        release = release or Release.of(declared or kubelets or default)
        cluster = cluster_of(collected, release, assumptions, name=_name(collected, given))
    if nodes_needed and not cluster.nodes:
        raise _no_nodes(given, kinds)
    cluster.kubernetes_version = declared or kubelets
    return cluster


def _documents(sources: Sequence[Source], collected: Collected) -> Iterator[Document]:
    for index, source in enumerate(sources):
        if isinstance(source, Mapping):
            yield from of_value(source, Place(prefix=(index,)))
        elif isinstance(source, str | Path | bytes):
            yield from _of_file(source, collected)
        else:
            raise Place(prefix=(index,)).error(f"{shown_type(source)} found; give objects (dicts) or paths")


def _of_file(source: str | Path | bytes, collected: Collected) -> Iterator[Document]:
    from dslint.inventory.files import documents_of

    found = False
    for document in documents_of(source, collected.notes, collected.unread):
        found = True
        yield document
    if not found:
        raise InventoryError(f"holds no objects, and no nodes to plan on; {HOW_TO_GET_ONE}", file=_called(source))


def _no_nodes(sources: Sequence[Source], kinds: Counter[str]) -> InventoryError:
    files = [_called(source) for source in sources if not isinstance(source, Mapping)]
    found = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common()) or "nothing"
    said = f"no nodes, found {found}; an inventory holds Nodes or an Inventory with nodes: {HOW_TO_GET_ONE}"
    return InventoryError(said, file=", ".join(files))


def _called(source: str | Path | bytes) -> str:
    return "<stdin>" if isinstance(source, bytes) or str(source) == "-" else str(source)


def _name(collected: Collected, sources: Sequence[Source]) -> str:
    """What the inventory calls itself, else its file's name."""
    for item in collected.compact:
        if item.inventory.metadata.name:
            return item.inventory.metadata.name
    files = [Path(source).stem for source in sources if isinstance(source, str | Path) and str(source) != "-"]
    return files[0] if files else "inventory"


def declared_version(collected: Collected) -> str | None:
    """What the compact inventories say. Raises InventoryError where it is unknown or they differ."""
    found: str | None = None
    for inventory, place in collected.compact:
        version = inventory.spec.kubernetes_version
        if version is None:
            continue
        path = ("spec", "kubernetesVersion")
        try:
            minor = show(parse_version(version))
        except UnknownVersionError as error:
            raise place.error(str(error), path) from error
        if found not in (None, minor):
            raise place.error(f"{minor}, and another inventory says {found}; leave one out", path)
        found = minor
    return found


def kubelet_version(collected: Collected) -> str | None:
    """The newest minor among the nodes' kubelets: the API server is never older. None where no node tells."""
    found: set[tuple[int, int]] = set()
    for item in collected.nodes:
        info = item.node.status and item.node.status.node_info
        try:
            found.add(parse_version((info and info.kubelet_version) or ""))
        except UnknownVersionError:
            continue
    return show(max(found)) if found else None


__all__ = ["InventoryError", "read_inventory"]
