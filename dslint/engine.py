"""The public functions that lint, and that of `dslint.planner`. Each imports what it needs itself."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dslint.findings import LintReport, Note
from dslint.kubernetes.release import DEFAULT_VERSION, Release, releases_of
from dslint.planner import Source, plan, plan_versions

if TYPE_CHECKING:
    from dslint.api_server.baseline import Baseline
    from dslint.cache import Memory
    from dslint.inventory.reader import Inventory
    from dslint.linting.run import Run
    from dslint.linting.surroundings import Surroundings
    from dslint.own_files.configuration.ignores import Ignore
    from dslint.policy.policies import Policies
    from dslint.source.inputs import Skipped, Text

__all__ = ["Source", "lint", "lint_static_pods", "lint_text", "plan", "plan_versions"]

POLICY = "ValidatingAdmissionPolicy"


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
    jobs: int | None = 1,
) -> LintReport:
    """The findings for all DaemonSets and Pods in files, folders and objects.

    `baseline` is what runs now: objects with the same kind, namespace and name are checked as updates; `git:REF` stands
    for the same paths at that commit. `cluster` is what else is there, as an inventory's sources: it decides what
    admission says. A Text was read already, a Note could not be read. Files in `static_pod_folders` (patterns; default:
    kubeadm's) are checked as manifests of a kubelet. `ignores` are suppressions in addition to those in the manifests;
    with `heed_suppressions=False`, the latter have no effect. `policies` default to dslint's own. `cache` keeps the
    results for each text between calls. With `fold`, a suggested profile stands for the findings that it excuses, one
    finding for several of some rules, and the last of twenty for all others like it. Files in `found` were named by
    nobody: unreadable ones are errors only if they hold a DaemonSet or Pod. Admission policies of the cluster or among
    the sources are asked if a binding says so, with `bind_all` also without one; `user` (`name`, `groups`) is who asks.
    `on_file` gets what is found in a file, not folded, as soon as it is known; not what depends on all files, and
    nothing with `cluster`. Files are checked in `jobs` processes; None stands for one, or one for each processor from
    300 files on.
    Raises BaselineError, BaselineUsageError, InventoryError, UnknownVersionError; TypeError and ValueError for objects
    that no JSON can hold. A file that cannot be read raises nothing: it is in `unreadable` of the report.
    """
    from dslint.linting.cross_file_context import Neighbours
    from dslint.policy.report_filter import told
    from dslint.source.inputs import as_found, each_of, inputs_of

    releases = _releases(kubernetes_versions, feature_gates)
    current = None
    if baseline is not None:
        from dslint.api_server.baseline import baseline_given

        current = baseline_given(baseline, source := tuple(each_of(source)))
    inputs = list(as_found(inputs_of(source, found), found))
    around = _around(cluster, releases, inputs, bind_all=bind_all, user=user)
    neighbours = Neighbours.of(inputs)

    def new_run() -> Run:
        folders = {} if static_pod_folders is None else {"static_pod_folders": static_pod_folders}
        options: dict[str, Any] = {"ignores": ignores, "heeds_suppressions": heed_suppressions}
        options |= {"on_file": on_file, "jobs": jobs}
        return _run(current, releases, policies, around=around, neighbours=neighbours, **options, **folders)

    if cache is not None and baseline is None and around is None and not ignores and heed_suppressions:
        from dslint.linting.result_cache import lint_with_cache

        key, rules = (policies.key(), policies.rules) if policies else ("", {})
        further = repr((static_pod_folders, key))
        early = on_file is not None
        cached = lint_with_cache(
            cache, neighbours, inputs, releases, new_run, further=further, rules=rules, early=early
        )
        return told(cached, lambda _: fold)
    run = new_run()
    run.look_ahead(inputs, {})
    run.add_all(inputs, {})
    return told(run.report(), lambda _: fold)


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
    from dslint.linting.manifest_folder_check import add_static_pod_folder
    from dslint.policy.report_filter import told

    releases = _releases(kubernetes_versions, feature_gates)
    run = _run(None, releases, policies, around=_around(cluster, releases, ()))
    add_static_pod_folder(run, Path(folder), node)
    return told(run.report(), lambda _: fold)


def _releases(versions: str | Iterable[str], gates: Mapping[str, bool] | None) -> Sequence[Release]:
    """The releases of these versions: several are judged together. Raises UnknownVersionError, and TypeError."""
    found = releases_of(versions, gates)
    if len(found) == 1:
        return found
    from dslint.kubernetes.release_range import ReleaseRange

    return ReleaseRange(found)


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
