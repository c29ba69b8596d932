"""Compact inventories for tests: those in tests/clusters, and small ones written in a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.release import Release

CLUSTERS = Path(__file__).parents[1] / "clusters"


def compact(**spec: Any) -> dict[str, Any]:
    return {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": spec}


def expanded(*, version: str | None = None, **spec: Any) -> Cluster:
    return read_inventory(compact(**spec), Release.of(version) if version else None)


def group_of(**group: Any) -> list[Node]:
    """The nodes of one group, named g unless told."""
    return expanded(nodeGroups=[{"name": "g", **group}]).nodes


def told(name: str) -> Cluster:
    """An inventory of tests/clusters."""
    return read_inventory(yaml.safe_load((CLUSTERS / f"{name}.yaml").read_text(encoding="utf-8")))
