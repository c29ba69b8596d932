"""The public functions that plan: one version, or several of one or more clusters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dslint.kubernetes.release import texts_of_versions

if TYPE_CHECKING:
    from dslint.findings import Note
    from dslint.plans import Plan, PlanReport
    from dslint.source.inputs import Scope, Skipped, Text

Source = str | Path | Mapping[str, object]
"""A path to a file or folder, or an object of Kubernetes as a dict."""


def plan(  # noqa: PLR0913 - the public contract
    workloads: Source | Text | Note | Iterable[Source | Text | Note | Skipped],
    *,
    inventory: Source | Iterable[Source],
    kubernetes_version: str | None = None,
    baseline: Source | Iterable[Source] | None = None,
    inventory_after: Source | Iterable[Source] | None = None,
    unready: Iterable[str] = (),
    broken: Iterable[str] = (),
    allow_removal: Iterable[str] = (),
    trace: bool = False,
    feature_gates: Mapping[str, bool] | None = None,
    keep_node_labels: bool = False,
    user: Mapping[str, object] | None = None,
    sequential: bool = False,
    bind_all: bool = False,
    fold: bool = True,
) -> Plan:
    """Where the DaemonSets and Pods of the manifests run on the nodes of an inventory, and how an update rolls out.

    `baseline` is what runs now (`git:REF`: the same paths at that commit), `inventory_after` are the nodes after the
    change. `unready` are nodes whose current pod is not ready, `broken` are nodes whose new pod never becomes ready,
    `allow_removal` are nodes that may lose a pod: names, groups, selectors or "*". `trace` adds the rollout step by
    step. `feature_gates` differ from the defaults of the version; remarks name those without effect.
    `keep_node_labels`: an upgrade changes nothing about kubeadm's nodes. `user` (`name`, `groups`) applies the
    manifests. `sequential`: each workload that changes settles before the next one does. With `bind_all`, admission
    policies without a binding are asked too. With `fold`, the last of twenty findings stands for all others like it on
    a workload. The version defaults to the inventory's, else 1.36. No configuration file is read. Raises
    InventoryError, BaselineError and BaselineUsageError, UnknownVersionError; TypeError and ValueError as lint does.
    """
    report = plan_versions(
        workloads,
        inventory=inventory,
        versions=() if kubernetes_version is None else texts_of_versions(kubernetes_version),
        feature_gates=feature_gates,
        baseline=baseline,
        inventory_after=inventory_after,
        unready=unready,
        broken=broken,
        allow_removal=allow_removal,
        trace=trace,
        keep_node_labels=keep_node_labels,
        user=user,
        sequential=sequential,
        bind_all=bind_all,
    )
    if fold:
        from dslint.plans.summary import summed_up

        report = summed_up(report)
    return report.plans[0]


def plan_versions(  # noqa: PLR0913 - as plan, and what the command has beside
    workloads: Source | Text | Note | Iterable[Source | Text | Note | Skipped],
    *,
    inventory: Source | Iterable[Source] = (),
    inventories: Mapping[str, Source | Iterable[Source]] | None = None,
    jobs: int | None = None,
    versions: Iterable[str] = (),
    default_versions: Iterable[str] = (),
    feature_gates: Mapping[str, bool] | None = None,
    baseline: Source | Iterable[Source] | None = None,
    inventory_after: Source | Iterable[Source] | None = None,
    expect: str | Path | None = None,
    scope: Scope | None = None,
    user: Mapping[str, object] | None = None,
    **options: Any,
) -> PlanReport:
    """A plan for each version. The versions default to the inventory's, else to `default_versions`.

    `scope` has the paths to compare with a commit, if they are not those of the workloads. With `inventories`, the same
    for each cluster, by its name, in `jobs` processes. `user` applies the manifests. `options` are further fields of
    planning.request.Request. Raises as plan does, and WhatIfError.
    """
    from dslint.api_server.baseline import baseline_given
    from dslint.planning.manifests import Manifests
    from dslint.planning.request import NOTHING_RUNS, Request
    from dslint.planning.run import plans_of
    from dslint.plans import PlanReport
    from dslint.source.inputs import each_of, folder_or_commit

    sources, changed = tuple(each_of(workloads)), tuple(each_of(baseline))
    current = baseline_given(changed, sources, scope)
    fields: dict[str, Any] = {
        name: value if isinstance(value, bool) else tuple(value or ()) for name, value in options.items()
    }
    request = Request(
        workloads=Manifests.read(sources),
        inventory=tuple(each_of(inventory)),
        baseline=NOTHING_RUNS if current is None else current,
        static_pods_before=folder_or_commit(changed),
        inventory_after=tuple(each_of(inventory_after)) or None,
        expect=Path(expect) if expect else None,
        user=user,
        **fields,
    )
    chosen = tuple(versions), feature_gates, tuple(default_versions)
    if inventories is None:
        return PlanReport(tuple(plans_of(request, *chosen)))
    from dslint.planning.fleet import Fleet, plan_fleet

    return plan_fleet(Fleet(request, {name: tuple(each_of(one)) for name, one in inventories.items()}, *chosen), jobs)
