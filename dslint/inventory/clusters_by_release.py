"""What else is in the cluster, as lint needs it: under each release, and with what the manifests bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dslint.findings import FieldPath
from dslint.inventory.brought_objects import with_brought
from dslint.inventory.documents import located
from dslint.inventory.errors import Place
from dslint.inventory.other_objects import ObjectDocument
from dslint.inventory.reader import Inventory, read_sources
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.source.inputs import each_of

if TYPE_CHECKING:
    from dslint.source.documents import Document

Brought = tuple[Any, FieldPath, "Document | None", "str | None"]
"""An object of a manifest, the path to it in its document, the document and its file if it has a text."""

Bring = Callable[[Sequence[Brought]], Mapping[str, Cluster]]
"""Gives the clusters, by release, with objects that are applied to them."""


def clusters_by_release(sources: Any, releases: Iterable[Release]) -> Mapping[str, Cluster]:
    """The Cluster of each release; it may have no nodes. Raises InventoryError, and TypeError for what is no source."""
    read = sources if isinstance(sources, Inventory) else read_sources(each_of(sources), nodes_needed=False)
    return {str(release): read.cluster(release) for release in releases}


def bringing(clusters: Mapping[str, Cluster], releases: Iterable[Release]) -> Bring:
    by_version = {str(release): release for release in releases}

    def bring(objects: Sequence[Brought]) -> Mapping[str, Cluster]:
        documents = [_document(*one) for one in objects if isinstance(one[0], Mapping)]
        return {key: with_brought(cluster, documents, by_version[key]) for key, cluster in clusters.items()}

    return bring


def _document(value: Any, path: FieldPath, document: Document | None, file: str | None) -> ObjectDocument:
    if document is None:
        return ObjectDocument(dict(value), Place())
    return ObjectDocument(dict(value), Place(file or "", path, located(document)))
