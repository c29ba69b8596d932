"""The nodes that another tool's file declares, read as an inventory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dslint.inventory.imports.tools import import_nodes
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster

FOLDER = Path(__file__).parent


def cluster_of(text: str) -> Cluster:
    return read_inventory(import_nodes(text, "nodes")[1].inventory())


def told(cluster: Cluster, *labels: str) -> dict[str, Any]:
    return {node.name: (*(node.label(key) for key in labels), *map(str, node.shape.taints)) for node in cluster.nodes}
