"""The public function that plans several clusters at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dslint.findings import Note
    from dslint.planner import Source
    from dslint.plans import PlanReport
    from dslint.source.inputs import Skipped, Text


def plan_fleet(  # noqa: PLR0913 - the public contract
    workloads: Source | Text | Note | Iterable[Source | Text | Note | Skipped],
    *,
    inventories: Mapping[str, Source | Iterable[Source]],
    kubernetes_version: str | None = None,
    baseline: Source | Iterable[Source] | None = None,
    unready: Iterable[str] = (),
    broken: Iterable[str] = (),
    trace: bool = False,
    feature_gates: Mapping[str, bool] | None = None,
    jobs: int | None = None,
    fold: bool = True,
) -> PlanReport:
    """The plans of the same manifests for several clusters; `inventories` has the inventory of each by its name.

    The other arguments are those of `plan`. Without a version, each cluster has that of its inventory. `jobs` is the
    number of processes; default: one for each processor. `plans` of the report are in the order of the clusters, each
    with the name of its `cluster`; a cluster that cannot be planned is in `failures`.
    Raises as `plan` does, InventoryError only if no cluster can be planned; ValueError if there are no clusters.
    """
    from dslint.planner import plan_versions
    from dslint.plans.summary import summed_up

    if not isinstance(inventories, Mapping):
        raise TypeError(f"inventories: expected an inventory for each cluster by its name, not {inventories!r}")
    if not inventories:
        raise ValueError("no clusters; give an inventory for each by its name")
    report = plan_versions(
        workloads,
        inventories=inventories,
        jobs=jobs,
        versions=() if kubernetes_version is None else (kubernetes_version,),
        feature_gates=feature_gates,
        baseline=baseline,
        unready=unready,
        broken=broken,
        trace=trace,
    )
    return summed_up(report) if fold else report
