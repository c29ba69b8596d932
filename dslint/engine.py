"""The pipelines: lint and plan.

Each imports its rooms itself: who lints does not pay for placing pods.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dslint.findings import LintReport, Note, ObjectRef
from dslint.kubernetes.release import DEFAULT_VERSION, Release, parse_versions

if TYPE_CHECKING:
    from dslint.linting.inputs import Text
    from dslint.linting.run import Run
    from dslint.planning.workload import Workload
    from dslint.plans import Plan

Objects = Sequence[Mapping[str, Any]]
Source = str | Path | Mapping[str, Any]
"""What to lint: a path to a file or folder, or an object that was read already."""


def lint(
    source: Source | Text | Note | Iterable[Source | Text | Note],
    baseline: Source | Iterable[Source] | None = None,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    *,
    feature_gates: Mapping[str, bool] | None = None,
) -> LintReport:
    """What Kubernetes says of all DaemonSets and Pods in a file, a folder or an object, or in several of them.

    `baseline` is what runs now: objects of the same kind, namespace and name are updates of those in it. A Text is one
    that is at hand, a Note says why there is none.
    Raises BaselineError for a baseline that cannot be read, UnknownVersionError, UnknownGateError.
    """
    run = _run(baseline, kubernetes_versions, feature_gates)
    for one in _each(source):
        _take(run, one)
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
    from dslint.linting.inputs import Text

    return lint(Text(name, text), baseline, kubernetes_versions, feature_gates=feature_gates)


def lint_static_pods(
    folder: str | Path,
    node: str,
    kubernetes_versions: str | Iterable[str] = DEFAULT_VERSION,
    *,
    feature_gates: Mapping[str, bool] | None = None,
) -> LintReport:
    """What the kubelet of a node makes of its manifest folder, file by file, and what there is to say of them.

    Raises UnknownVersionError, UnknownGateError.
    """
    run = _run(None, kubernetes_versions, feature_gates)
    run.take_static_pods(Path(folder), node)
    return run.report()


def _run(
    baseline: Source | Iterable[Source] | None,
    kubernetes_versions: str | Iterable[str],
    feature_gates: Mapping[str, bool] | None,
) -> Run:
    from dslint.linting.baseline import baseline_of
    from dslint.linting.run import Run

    asked = kubernetes_versions if isinstance(kubernetes_versions, str) else ",".join(kubernetes_versions)
    releases = [Release.of(version, feature_gates) for version in parse_versions(asked)]
    return Run(releases, baseline_of(_each(baseline)))


def _take(run: Run, source: Source | Text | Note) -> None:
    from dslint.linting.inputs import Text, texts_of

    if isinstance(source, (Text, Note)):
        run.take(source)
    elif isinstance(source, Mapping):
        run.take_value(source)
    else:
        for text in texts_of(Path(source)):
            run.take(text)


def _each(sources: Any) -> Iterator[Any]:
    """One source or many, one after the other."""
    from dslint.linting.inputs import Text

    if sources is None:
        return
    if isinstance(sources, (str, Path, Mapping, Text, Note)):
        yield sources
    else:
        yield from sources


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
    from dslint.inventory.places import places_of
    from dslint.inventory.read import read_inventory
    from dslint.planning.past import past_of
    from dslint.planning.placing import Placing
    from dslint.plans import InventorySummary, Plan
    from dslint.rollout.present import Doubts

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
    from dslint.admission.defaults import defaulted
    from dslint.planning.workload import PLANNED_KINDS, Workload
    from dslint.schema.decode import decode

    for value in values:
        if ObjectRef.of(value).kind in PLANNED_KINDS:
            yield Workload.of(defaulted(decode(dict(value), release).value, release))
