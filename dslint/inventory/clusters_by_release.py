"""What else is in the cluster, as lint needs it: under each release, and with what the manifests bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dslint.inventory.brought_objects import with_brought
from dslint.inventory.reader import Inventory, read_sources
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.source.inputs import each_of

Bring = Callable[[Sequence[Any]], Mapping[str, Cluster]]
"""Gives the clusters, by release, with objects that are applied to them."""


def clusters_by_release(sources: Any, releases: Iterable[Release]) -> Mapping[str, Cluster]:
    """The Cluster of each release; it may have no nodes. Raises InventoryError, and TypeError for what is no source."""
    read = sources if isinstance(sources, Inventory) else read_sources(each_of(sources), nodes_needed=False)
    return {str(release): read.cluster(release) for release in releases}


def bringing(clusters: Mapping[str, Cluster], releases: Iterable[Release]) -> Bring:
    by_version = {str(release): release for release in releases}
    return lambda values: {key: with_brought(cluster, values, by_version[key]) for key, cluster in clusters.items()}
