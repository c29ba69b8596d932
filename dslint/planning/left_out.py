"""What --from has and the new manifests do not: some ways to apply them delete it, others keep it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dslint.api_server.objects import IS_TEMPLATE, OF_ANOTHER_PROGRAM, ManifestObject, is_whole
from dslint.findings import Finding, ObjectRef, Span
from dslint.kubernetes.raw_values import annotations_of
from dslint.placement.daemonset import DaemonSet
from dslint.planning.current_pods import existing_pods
from dslint.planning.workload import PLANNED_KINDS, Workload
from dslint.plans import LeftOut, Plan, SourceLine
from dslint.policy import catalogue
from dslint.source.inputs import names_commit

if TYPE_CHECKING:
    from dslint.planning.run import PlanResult, PlanRun

CODE = "DS820"

HELM, ARGO_CD, FLUX = "helm upgrade", "Argo CD", "Flux"

PRUNING = {
    "kubectl apply --prune": "kubectl apply --prune",
    FLUX: "Flux (with prune: true)",
    ARGO_CD: "Argo CD (with pruning, which is off by default)",
    HELM: "helm upgrade",
}
"""What deletes an object that its source no longer has, and when."""

KEEPING = (
    (HELM, "helm.sh/resource-policy", "keep"),
    (ARGO_CD, "argocd.argoproj.io/sync-options", "Prune=false"),
    (FLUX, "kustomize.toolkit.fluxcd.io/prune", "disabled"),
)
"""The annotations by which an object is not deleted, with the tool that reads them."""


def with_left_out(plan: Plan, run: PlanRun, result: PlanResult) -> Plan:
    """The plan, with the objects that its manifests lack and a finding about each."""
    found = tuple(_left_out(run, result))
    findings = [_finding(one, plan.kubernetes_version) for one in found]
    return plan._replace(left_out=found, findings=(*plan.findings, *findings))


def _left_out(run: PlanRun, result: PlanResult) -> Iterator[LeftOut]:
    if _may_be_unread(run, result):
        return
    # Files of the kubelets' folders are no objects that anybody applies: their change has a plan of its own.
    static = {pod.ref for pod in run.static_pods}
    for manifest in run.request.baseline.left_out(workload.value for workload in result.workloads):
        reference = ObjectRef.of(manifest.value)
        told_apart = manifest.document is not None and not is_whole(manifest.value)
        if reference.kind in PLANNED_KINDS and reference not in static and not told_apart | _is_saved(manifest.value):
            yield LeftOut(reference, _place(manifest), _nodes(manifest.value, run, result), tuple(_kept_by(manifest)))


def _may_be_unread(run: PlanRun, result: PlanResult) -> bool:
    """Whether a manifest may hold more than could be read of it: then nothing is known to be missing."""
    manifests = run.request.workloads
    unread = any(note.message in (IS_TEMPLATE, OF_ANOTHER_PROGRAM) for note in manifests.skipped)
    return bool(manifests.unreadable) or unread or not all(workload.ref.name for workload in result.workloads)


def _is_saved(value: dict[str, Any]) -> bool:
    """Whether it comes from a cluster, as a dump of all that runs there: nobody asks the manifests to have all that."""
    metadata = value.get("metadata")
    return isinstance(metadata, dict) and bool(metadata.get("uid"))


def _place(manifest: ManifestObject) -> SourceLine | None:
    if manifest.document is None or manifest.file is None:
        return None
    return SourceLine(manifest.file, manifest.document.place(manifest.prefix).line)


def _nodes(value: dict[str, Any], run: PlanRun, result: PlanResult) -> int:
    """The number of nodes where pods of the object run."""
    running = Workload.of(run.request.workloads.stored.of(value, run.release).value)
    namespace, name = running.key[1:]
    if running.ref.kind == "Pod":
        return sum(bool(pod.node) and (pod.namespace, pod.name) == (namespace, name) for pod in run.before.pods)
    made = result.current.present(running.key)
    daemonset = DaemonSet.of(running.value, run.release)
    return len({item.node for item in made or existing_pods(daemonset, run.before.pods) if item.pod.node})


def _kept_by(manifest: ManifestObject) -> Iterator[str]:
    annotations: Mapping[str, Any] = annotations_of(manifest.value)
    for tool, key, value in KEEPING:
        values = [part.strip() for part in str(annotations.get(key, "")).split(",")]
        if value in values:
            yield tool


def _message(left: LeftOut) -> str:
    place = f"--from has at {left.source}" if left.source else "--from has"
    number = f" and which runs on {left.nodes} node{'' if left.nodes == 1 else 's'}" if left.nodes else ""
    kept = ["kubectl apply", *(f"{tool} (because of its annotation)" for tool in left.kept_by)]
    deleted = [said for tool, said in PRUNING.items() if tool not in left.kept_by]
    return (
        f"{left.ref}, which {place}{number}, is not in the new manifests:"
        f" {_listed(kept)} keep{'' if len(kept) > 1 else 's'} it;"
        f" {_listed(deleted)} delete{'' if len(deleted) > 1 else 's'} it"
    )


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _finding(left: LeftOut, version: str) -> Finding:
    """Annotations are for files that exist: a file at a commit is named in the message only."""
    rule = catalogue.rule(CODE)
    place = None if left.source is None or names_commit(left.source.file) else left.source
    return Finding(
        code=CODE,
        name=rule.name,
        severity=rule.severity,
        origin=rule.origin,
        message=_message(left),
        object=left.ref,
        field="",
        path=(),
        file=place.file if place else None,
        span=Span(place.line, 1, place.line, 1) if place else None,
        kubernetes_versions=(version,),
        help=rule.help,
    )
