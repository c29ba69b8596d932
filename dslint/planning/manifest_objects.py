"""The objects that manifests bring beside their workloads: the cluster with them, and which of them come too late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dslint.api_server.objects import ManifestObject
from dslint.findings import ObjectRef
from dslint.inventory.brought_objects import with_brought
from dslint.inventory.documents import located
from dslint.inventory.errors import Place
from dslint.inventory.other_objects import CLUSTER_SCOPED, ObjectDocument
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.planning.manifests import BroughtObject, Manifests
from dslint.planning.workload import PLANNED_KINDS

Identity = tuple[str, str, str]
"""Kind, namespace ("" for cluster-scoped kinds) and name."""


def with_manifests(cluster: Cluster, manifests: Manifests, release: Release) -> Cluster:
    """A new Cluster that has what the manifests bring."""
    changed = with_brought(cluster, [_document(item, manifests) for item in manifests.brought], release)
    return replace(changed, assumed=[*changed.assumed, *too_late(manifests)])


def _document(item: BroughtObject, manifests: Manifests) -> ObjectDocument:
    if item.document is None or item.place is None:
        return ObjectDocument(dict(item.value), Place())
    return ObjectDocument(dict(item.value), Place(manifests.files[item.place[0]], item.path, located(item.document)))


def too_late(manifests: Manifests) -> Iterator[str]:
    """A sentence for each object that comes after a workload that needs it."""
    brought = {_identity(item): item for item in reversed(manifests.brought) if item.place is not None}
    told: set[Identity] = set()
    for found in manifests.objects:
        place = _place(found, manifests)
        if place is None:
            continue
        for needed in needs(found.value):
            item = brought.get(needed)
            if item is not None and item.place is not None and item.place > place and needed not in told:
                told.add(needed)
                yield _sentence(needed, found.value)


def needs(workload: Mapping[str, Any]) -> Iterator[Identity]:
    """The objects without which the server creates neither the workload nor its pods."""
    ref = ObjectRef.of(workload)
    namespace = ref.namespace or "default"
    yield "Namespace", "", namespace
    spec = workload.get("spec")
    template = spec.get("template") if isinstance(spec, dict) and ref.kind != "Pod" else workload
    pod = template.get("spec") if isinstance(template, dict) else None
    for kind, within, field in (
        ("PriorityClass", "", "priorityClassName"),
        ("ServiceAccount", namespace, "serviceAccountName"),
        ("RuntimeClass", "", "runtimeClassName"),
    ):
        name = pod.get(field) if isinstance(pod, dict) else None
        if isinstance(name, str) and name:
            yield kind, within, name


def _sentence(needed: Identity, workload: Mapping[str, Any]) -> str:
    kind, _, name = needed
    ref = ObjectRef.of(workload)
    late = (
        f"fails to create the {ref.kind}"
        if kind == "Namespace"
        else "creates the pods only once it is there, after some retries"
    )
    return (
        f"{kind} {name} is created before {ref.kind} {ref.name}, as Helm, Argo CD and Flux do; kubectl apply -f, "
        f"which keeps to the order of the manifests, {late}"
    )


def _identity(item: BroughtObject) -> Identity:
    ref = ObjectRef.of(item.value)
    return ref.kind, "" if ref.kind in CLUSTER_SCOPED else ref.namespace or "default", ref.name


def _place(found: ManifestObject, manifests: Manifests) -> tuple[int, int] | None:
    if found.document is None or found.file is None or ObjectRef.of(found.value).kind not in PLANNED_KINDS:
        return None
    return manifests.files.index(found.file), found.document.place(found.prefix).line
