"""The public functions, lint and plan. Each imports what it needs itself: lint does not pay for the imports of plan."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dslint.findings import LintReport, Note
from dslint.kubernetes.release import DEFAULT_VERSION, Release, releases_of, texts_of_versions
from dslint.progress import watched

if TYPE_CHECKING:
    from dslint.api_server.baseline import Baseline
    from dslint.cache import Memory
    from dslint.inventory.reader import Inventory
    from dslint.linting.run import Run
    from dslint.linting.surroundings import Surroundings
    from dslint.own_files.configuration.ignores import Ignore
    from dslint.plans import Plan, PlanReport
    from dslint.policy.policies import Policies
    from dslint.source.inputs import Scope, Skipped, Text

POLICY = "ValidatingAdmissionPolicy"

Source = str | Path | Mapping[str, object]
"""A path to a file or folder, or an object of Kubernetes as a dict."""


def lint(  # noqa: PLR0913 - the public contract
    source: Source | Text | Note | Iterable[Source | Text | Note | Skipped],
    baseline: Source | Iterable[Source] | Baseline | None = None,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    cluster: Source | Iterable[Source] | Inventory = (),
    *,
    feature_gates: Mapping[str, bool] | None = None,
    static_pod_folders: Sequence[str] | None = None,
    ignores: Sequence[Ignore] = (),
    heed_suppressions: bool = True,
    policies: Policies | None = None,
    cache: Path | Memory | None = None,
    fold: bool = True,
    found: Container[str] = (),
    bind_all: bool = False,
    user: Mapping[str, object] | None = None,
    on_file: Callable[[LintReport], None] | None = None,
) -> LintReport:
    """The findings for all DaemonSets and Pods in files, folders and objects.

    `baseline` is what runs now: objects with the same kind, namespace and name are checked as updates; `git:REF` stands
    for the same paths at that commit. `cluster` is what else is there, as an inventory's sources: it decides what
    admission says. A Text was read already, a Note could not be read. Files in `static_pod_folders` (patterns; default:
    kubeadm's) are checked as manifests of a kubelet. `ignores` are suppressions in addition to those in the manifests;
    with `heed_suppressions=False`, the latter have no effect. `policies` default to dslint's own. `cache` keeps the
    results for each text between calls. With `fold`, a suggested profile stands for the findings that it excuses, and
    one finding for several of some rules. Files in `found` were named by nobody: unreadable ones are errors only if
    they hold a DaemonSet or Pod. Admission policies of the cluster or among the sources are asked if a binding says so,
    with `bind_all` also without one; `user` (`name`, `groups`) is who asks. `on_file` gets what is found in a file,
    not folded, as soon as it is known; not what depends on all files, and nothing with `cluster`.
    Raises BaselineError, BaselineUsageError, InventoryError, UnknownVersionError; TypeError and ValueError for objects
    that no JSON can hold. A file that cannot be read raises nothing: it is in `unreadable` of the report.
    """
    from dslint.linting.cross_file_context import Neighbours
    from dslint.policy.report_filter import folded
    from dslint.source.inputs import as_found, each_of, inputs_of

    releases = releases_of(kubernetes_versions, feature_gates)
    current = None if baseline is None else _baseline(baseline, source := tuple(each_of(source)))
    inputs = list(as_found(inputs_of(source), found))
    around = _around(cluster, releases, inputs, bind_all=bind_all, user=user)
    neighbours = Neighbours.of(inputs)

    def new_run() -> Run:
        folders = {} if static_pod_folders is None else {"static_pod_folders": static_pod_folders}
        options: dict[str, Any] = {"ignores": ignores, "heeds_suppressions": heed_suppressions, "on_file": on_file}
        return _run(current, releases, policies, around=around, neighbours=neighbours, **options, **folders)

    if cache is not None and baseline is None and around is None and not ignores and heed_suppressions:
        from dslint.linting.result_cache import lint_with_cache

        key, rules = (policies.key(), policies.rules) if policies else ("", {})
        further = repr((static_pod_folders, key))
        cached = lint_with_cache(cache, neighbours, inputs, releases, new_run, further=further, rules=rules)
        return folded(cached, lambda _: fold)
    run = new_run()
    for one in watched.get()(inputs, "reading files"):
        run.add(one)
    return folded(run.report(), lambda _: fold)


def lint_text(
    text: str,
    name: str = "-",
    baseline: Source | Iterable[Source] | None = None,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    *,
    feature_gates: Mapping[str, bool] | None = None,
    fold: bool = True,
) -> LintReport:
    """Like lint, for a text; `name` is its name in the report."""
    from dslint.source.inputs import Text

    if not isinstance(text, str):
        raise TypeError(f"the text of a manifest must be a str, not {type(text).__name__}; decode it first")
    return lint(Text(name, text), baseline, kubernetes_versions, feature_gates=feature_gates, fold=fold)


def lint_static_pods(
    folder: str | Path,
    node: str,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    *,
    feature_gates: Mapping[str, bool] | None = None,
    policies: Policies | None = None,
    cluster: Source | Iterable[Source] | Inventory = (),
    fold: bool = True,
) -> LintReport:
    """The static pods that the kubelet of a node starts from its manifest folder, and findings about them.

    `cluster` has policies that may deny their mirror pods. Raises UnknownVersionError and InventoryError.
    """
    from dslint.policy.report_filter import folded

    releases = releases_of(kubernetes_versions, feature_gates)
    run = _run(None, releases, policies, around=_around(cluster, releases, ()))
    run.add_static_pod_folder(Path(folder), node)
    return folded(run.report(), lambda _: fold)


def _around(sources: Any, releases: Sequence[Release], inputs: Iterable[Any], **asking: Any) -> Surroundings | None:
    """What else is there; None if nothing is given and the inputs have no policies. Raises InventoryError."""
    from dslint.source.inputs import mentions

    given = not isinstance(sources, Sequence) or bool(sources)
    if not given and not mentions(inputs, POLICY):
        return None
    from dslint.inventory.clusters_by_release import bringing, clusters_by_release
    from dslint.linting.surroundings import Surroundings

    clusters = clusters_by_release(sources, releases)
    return Surroundings(clusters, bringing(clusters, releases), given, **asking)


def _run(baseline: Baseline | None, releases: Sequence[Release], policies: Policies | None, **options: Any) -> Run:
    """`options` are further fields of linting.run.Run."""
    from dslint.linting.run import Run
    from dslint.policy.policies import built_in

    return Run(releases, baseline, policies or built_in(), **options)


def _baseline(given: Any, sources: Any, scope: Scope | None = None) -> Baseline | None:
    """What runs now; None if nothing is given. Raises BaselineError and BaselineUsageError."""
    from dslint.api_server.baseline import Baseline, baseline_of
    from dslint.source.inputs import each_of, scope_of

    if isinstance(given, Baseline):
        return given
    current = tuple(each_of(given))
    return baseline_of(current, scope or scope_of(sources)) if current else None


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
) -> Plan:
    """Where the DaemonSets and Pods of the manifests run on the nodes of an inventory, and how an update rolls out.

    `baseline` is what runs now (`git:REF`: the same paths at that commit), `inventory_after` are the nodes after the
    change. `unready` are nodes whose current pod is not ready, `broken` are nodes whose new pod never becomes ready,
    `allow_removal` are nodes that may lose a pod: names, groups, selectors or "*". `trace` adds the rollout step by
    step. `feature_gates` differ from the defaults of the version; remarks name those without effect.
    `keep_node_labels`: an upgrade changes nothing about kubeadm's nodes. `user` (`name`, `groups`) applies the
    manifests. The version defaults to the inventory's, else 1.36. No configuration file is read. Raises InventoryError,
    BaselineError and BaselineUsageError, UnknownVersionError; TypeError and ValueError as lint does.
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
    )
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
    from dslint.planning.manifests import Manifests
    from dslint.planning.request import NOTHING_RUNS, Request
    from dslint.planning.run import plans_of
    from dslint.plans import PlanReport
    from dslint.source.inputs import each_of, folder_or_commit

    sources, changed = tuple(each_of(workloads)), tuple(each_of(baseline))
    current = _baseline(changed, sources, scope)
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
