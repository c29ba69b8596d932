"""Inventory sources -> Cluster: files, folders, stdin, or objects already read, in any mixture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dslint.inventory.cluster import Cluster
from dslint.inventory.collecting import Collected, cluster_of, collector_off
from dslint.inventory.documents import of_values
from dslint.inventory.errors import InventoryError
from dslint.kubernetes.release import DEFAULT_VERSION, Release, UnknownVersionError, parse_version, show

Source = Mapping[str, Any]


def read_inventory(sources: Source | Iterable[Source], release: Release | None = None) -> Cluster:
    """What the sources declare, expanded.

    Without a release that of the nodes' newest kubelet holds, else the default. Raises InventoryError.
    """
    with collector_off():
        collected = Collected()
        for document in of_values([sources] if isinstance(sources, Mapping) else sources):
            collected.add(document)
        declared = kubelet_version(collected)
        cluster = cluster_of(collected, release or Release.of(declared or DEFAULT_VERSION), name="inventory")
    cluster.kubernetes_version = declared
    return cluster


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
