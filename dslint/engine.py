"""The pipelines: lint and plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.findings import ObjectRef
from dslint.inventory.read import read_inventory
from dslint.kubernetes.release import DEFAULT_VERSION, Release
from dslint.planning.placing import Placing
from dslint.planning.workload import PLANNED_KINDS, Workload
from dslint.plans import InventorySummary, Plan


def plan(
    workloads: Iterable[Mapping[str, Any]],
    *,
    inventory: Iterable[Mapping[str, Any]],
    kubernetes_version: str | None = None,
) -> Plan:
    release = Release.of(kubernetes_version or DEFAULT_VERSION)
    cluster = read_inventory(inventory, release)
    placing = Placing(cluster, release)
    for value in workloads:
        ref = ObjectRef.of(value)
        if ref.kind in PLANNED_KINDS:
            placing.add(Workload(ref, defaulted(dict(value), release)))
    return Plan(
        str(release),
        InventorySummary(cluster.name, len(cluster.nodes), len(cluster.pods), tuple(cluster.assumed)),
        tuple(placing.plans()),
    )
