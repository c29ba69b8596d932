"""The pipelines: lint and plan.

Each imports its rooms itself: who lints does not pay for placing pods.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dslint.findings import LintReport, Note, Rule
from dslint.kubernetes.release import DEFAULT_VERSION, Release, all_versions

if TYPE_CHECKING:
    from dslint.linting.run import Run
    from dslint.own_files.configuration.ignores import Ignore
    from dslint.plans import Plan, PlanReport
    from dslint.policy.policies import Policies
    from dslint.source.inputs import Skipped, Text

Source = str | Path | Mapping[str, Any]
"""What to lint: a path to a file or folder, or an object that was read already."""


def lint(  # noqa: PLR0913 - the public contract
    source: Source | Text | Note | Iterable[Source | Text | Note | Skipped],
    baseline: Source | Iterable[Source] | None = None,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    *,
    feature_gates: Mapping[str, bool] | None = None,
    static_pod_folders: Sequence[str] | None = None,
    ignores: Sequence[Ignore] = (),
    heed_suppressions: bool = True,
    policies: Policies | None = None,
    cache: Path | None = None,
) -> LintReport:
    """What Kubernetes says of all DaemonSets and Pods in a file, a folder or an object, or in several of them.

    `baseline` is what runs now: objects of the same kind, namespace and name are updates of those in it. A Text is one
    that is at hand, a Note says why there is none. Files in `static_pod_folders` (patterns; kubeadm's by default) are
    judged as the manifests of a kubelet. `ignores` are suppressions beside those in the manifests, which are heeded
    unless `heed_suppressions` is False. `policies` are dslint's own by default. `cache` is a folder to keep in, from
    call to call, what each text came to.
    Raises BaselineError for a baseline that cannot be read, UnknownVersionError, UnknownGateError; TypeError and
    ValueError for an object that JSON cannot hold, such as one with dates (source.given).
    """
    releases = _releases(kubernetes_versions, feature_gates)

    def new_run() -> Run:
        run = _run(baseline, releases, policies)
        if static_pod_folders is not None:
            run.static_pod_folders = static_pod_folders
        run.ignores, run.heeds_suppressions = ignores, heed_suppressions
        return run

    if cache is not None and baseline is None and not ignores and heed_suppressions:
        asked = repr((static_pod_folders, policies.key() if policies else ""))
        rules = policies.rules if policies else {}
        return _lint_remembering(cache, _taken(source), releases, new_run, asked, rules)
    run = new_run()
    for one in _taken(source):
        run.take(one)
    return run.report()


def lint_text(
    text: str,
    name: str = "-",
    baseline: Source | Iterable[Source] | None = None,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    *,
    feature_gates: Mapping[str, bool] | None = None,
) -> LintReport:
    """As lint, of a text that is at hand; `name` is what the report calls it."""
    from dslint.source.inputs import Text

    if not isinstance(text, str):
        raise TypeError(f"the text of a manifest must be a str, not {type(text).__name__}; decode it first")
    return lint(Text(name, text), baseline, kubernetes_versions, feature_gates=feature_gates)


def lint_static_pods(
    folder: str | Path,
    node: str,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    *,
    feature_gates: Mapping[str, bool] | None = None,
    policies: Policies | None = None,
) -> LintReport:
    """What the kubelet of a node makes of its manifest folder, file by file, and what there is to say of them.

    Raises UnknownVersionError, UnknownGateError.
    """
    run = _run(None, _releases(kubernetes_versions, feature_gates), policies)
    run.take_static_pods(Path(folder), node)
    return run.report()


def _releases(kubernetes_versions: str | Iterable[str], gates: Mapping[str, bool] | None) -> list[Release]:
    return [Release.of(version, gates) for version in all_versions(_texts(kubernetes_versions))]


def _texts(versions: str | Iterable[str]) -> list[str]:
    found = [versions] if isinstance(versions, str) or not isinstance(versions, Iterable) else list(versions)
    for version in found:
        if not isinstance(version, str):
            raise TypeError(f'a Kubernetes version must be a str such as "1.36", not {version!r}')
    return found


def _run(baseline: Source | Iterable[Source] | None, releases: Sequence[Release], policies: Policies | None) -> Run:
    from dslint.linting.baseline import baseline_of
    from dslint.linting.run import Run
    from dslint.policy.policies import built_in

    return Run(releases, baseline_of(_each(baseline)), policies or built_in())


def _lint_remembering(
    folder: Path,
    inputs: Iterable[Text | Note | Skipped | Mapping[str, Any]],
    releases: Sequence[Release],
    new_run: Callable[[], Run],
    further: str,
    rules: Mapping[str, Rule],
) -> LintReport:
    from dslint.cache import Cache
    from dslint.linting.result_cache import lint_cached

    asked = repr([(str(release), sorted(release.gates.items())) for release in releases])
    kept = Cache(folder, asked, further)
    return lint_cached(kept, inputs, releases, new_run, rules)


def _taken(source: Any) -> Iterator[Text | Note | Skipped | Mapping[str, Any]]:
    """Each text, note or object of the sources."""
    from dslint.source.inputs import Skipped, Text, texts_of

    for one in _each(source):
        if isinstance(one, (Text, Note, Skipped, Mapping)):
            yield one
        else:
            yield from texts_of(Path(one))


def _is_folder(source: Any) -> bool:
    from dslint.source.file_search import is_folder

    return isinstance(source, str | Path) and is_folder(Path(source))


def _each(sources: Any) -> Iterator[Any]:
    """One source or many, one after the other; objects as their JSON. Raises TypeError for what is none."""
    from dslint.source.inputs import Skipped, Text
    from dslint.source.python_objects import plain

    if sources is None:
        return
    if isinstance(sources, (str, Path, Mapping, Text, Note, Skipped)):
        sources = (sources,)
    elif not isinstance(sources, Iterable) or isinstance(sources, bytes):
        sources = (_no_source(sources),)
    for one in sources:
        if isinstance(one, Mapping):
            yield plain(one)
        else:
            yield one if isinstance(one, (str, Path, Text, Note, Skipped)) else _no_source(one)


def _no_source(value: Any) -> NoReturn:
    raise TypeError(f"expected a path or an object (a dict), not {value!r}")


def plan(  # noqa: PLR0913 - the public contract
    workloads: Source | Text | Note | Iterable[Source | Text | Note | Skipped],
    *,
    inventory: Source | Iterable[Source],
    kubernetes_version: str | None = None,
    baseline: Source | Iterable[Source] | None = None,
    inventory_after: Source | Iterable[Source] | None = None,
    unready: Iterable[str] = (),
    broken: Iterable[str] = (),
    trace: bool = False,
    feature_gates: Mapping[str, bool] | None = None,
) -> Plan:
    """Where the DaemonSets and Pods of the manifests run on the inventory's nodes, and how an update gets there.

    `baseline` is what runs now, `inventory_after` the nodes as they are once the change is applied. `unready` are
    nodes whose present pod is not ready, `broken` nodes whose new pod never gets ready; `trace` gives the rollout
    step by step; `feature_gates` are those that are not at the version's defaults. Without a version, the inventory's
    own holds, else 1.36. No configuration file is read.
    Raises InventoryError and BaselineError for what cannot be read, UnknownVersionError and UnknownGateError; TypeError
    and ValueError as lint.
    """
    versions = () if kubernetes_version is None else _texts(kubernetes_version)
    report = plan_versions(
        workloads,
        inventory=inventory,
        versions=versions,
        feature_gates=feature_gates,
        baseline=baseline,
        inventory_after=inventory_after,
        unready=unready,
        broken=broken,
        trace=trace,
    )
    return report.plans[0]


def plan_versions(  # noqa: PLR0913 - as plan, and what the command has beside
    workloads: Source | Text | Note | Iterable[Source | Text | Note | Skipped],
    *,
    inventory: Source | Iterable[Source],
    versions: Iterable[str] = (),
    default_versions: Iterable[str] = (),
    feature_gates: Mapping[str, bool] | None = None,
    baseline: Source | Iterable[Source] | None = None,
    inventory_after: Source | Iterable[Source] | None = None,
    expect: str | Path | None = None,
    **asked: Any,
) -> PlanReport:
    """One plan a version, as plan makes it; without versions for the inventory's own, else for `default_versions`.

    `asked` are further fields of planning.run.Request. Raises as plan does, and WhatIfError.
    """
    from dslint.linting.baseline import baseline_of
    from dslint.planning.manifests import Manifests
    from dslint.planning.run import Request, plans_of
    from dslint.plans import PlanReport

    changed = tuple(_each(baseline))
    fields: dict[str, Any] = {name: value if isinstance(value, bool) else tuple(value) for name, value in asked.items()}
    request = Request(
        workloads=Manifests.read(_each(workloads)),
        inventory=tuple(map(_read_once, _each(inventory))),
        baseline=baseline_of(changed),
        static_pods_before=next((Path(one) for one in changed if _is_folder(one)), None),
        inventory_after=tuple(map(_read_once, _each(inventory_after))) or None,
        expect=Path(expect) if expect else None,
        **fields,
    )
    return PlanReport(tuple(plans_of(request, tuple(versions), feature_gates, tuple(default_versions))))


def _read_once(source: Source) -> Source | bytes:
    """Standard input is read here, because every version reads the inventory again."""
    return sys.stdin.buffer.read() if source == "-" else source
