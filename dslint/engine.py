"""The pipelines: lint and plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.findings import ObjectRef
from dslint.inventory.places import places_of
from dslint.inventory.read import read_inventory
from dslint.kubernetes.release import DEFAULT_VERSION, Release
from dslint.planning.past import past_of
from dslint.planning.placing import Placing
from dslint.planning.workload import PLANNED_KINDS, Workload
from dslint.plans import InventorySummary, Plan
from dslint.rollout.present import Doubts
from dslint.schema.decode import decode

Objects = Sequence[Mapping[str, Any]]


def plan(  # noqa: PLR0913 - the public contract
    workloads: Objects,
    *,
    inventory: Objects,
    kubernetes_version: str | None = None,
    baseline: Objects | None = None,
    inventory_after: Objects | None = None,
    unready: Iterable[str] = (),
    broken: Iterable[str] = (),
    trace: bool = False,
) -> Plan:
    release = Release.of(kubernetes_version or DEFAULT_VERSION)
    before = read_inventory(inventory, release)
    cluster = before if inventory_after is None else read_inventory(inventory_after, release)
    wanted = list(_workloads(workloads, release))
    running = list(_workloads(baseline or (), release))
    placing = Placing(
        cluster,
        release,
        past_of(running, wanted, before, release, changes=cluster is not before),
        doubts=Doubts(frozenset(unready), frozenset(broken)),
        trace=trace,
    )
    for workload in wanted:
        placing.add(workload, last=workload is wanted[-1])
    return Plan(
        str(release),
        InventorySummary(
            cluster.name, len(cluster.nodes), len(cluster.pods), tuple(cluster.assumed), places_of(cluster.nodes)
        ),
        tuple(placing.plans()),
    )


def _workloads(values: Objects, release: Release) -> Iterable[Workload]:
    for value in values:
        if ObjectRef.of(value).kind in PLANNED_KINDS:
            yield Workload.of(defaulted(decode(dict(value), release).value, release))
