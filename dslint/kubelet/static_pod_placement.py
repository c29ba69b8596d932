"""Static pods of an inventory's manifest folders, started on their nodes before anything is scheduled.

Each kubelet reads its own folder; no controller and no scheduler is involved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dslint.api_server.stored_object import StoredObjects
from dslint.kubelet.admission import admit
from dslint.kubelet.static_pod_defaults import static_name
from dslint.kubelet.static_pods import StaticPodOutcome, outcome
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.plans import Reason


@dataclass(frozen=True, slots=True)
class StaticManifest:
    """A file of a manifest folder: its path, its name, and the value of its first document.

    `error` is the kubelet's, if the text has no value.
    """

    file: str
    name: str
    value: Any
    error: str | None = None


@dataclass(slots=True)
class StaticRun:
    """The pods of one manifest on the nodes whose kubelets read it, all of one version.

    `admitted` are the pods that run, `rejected` the kubelet's reasons by node, `evicted` the pods that a kubelet evicts
    for it, by node. `error` is what every kubelet reports of a file without a pod.
    """

    manifest: StaticManifest
    admitted: list[Pod] = field(default_factory=list)
    rejected: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    evicted: dict[str, tuple[Pod, ...]] = field(default_factory=dict)
    error: str | None = None


def run_static_pods(
    cluster: Cluster, folders: Mapping[str, Sequence[StaticManifest]], release: Release
) -> tuple[StaticRun, ...]:
    """Start every kubelet: it admits or rejects the files of its folder in their order.

    `folders` gives the manifests of each folder that Cluster.static_folders names. Changes the cluster's pods: adds
    those that run, removes those that are evicted.
    """
    on_node = _pods_by_node(cluster.pods)
    objects = StoredObjects()
    runs: dict[tuple[str, str], StaticRun] = {}
    evicted: set[Pod] = set()
    for node in cluster.nodes:
        manifests = [item for name in cluster.static_folders.get(node.name, ()) for item in folders.get(name, ())]
        if manifests:
            here = on_node.setdefault(node.name, [])
            own = node.shape.kubelet_release(release)
            evicted.update(_start_kubelet(node, manifests, here, runs, own, objects))
    cluster.pods[:] = [pod for pod in cluster.pods if pod not in evicted]
    cluster.pods.extend(pod for run in runs.values() for pod in run.admitted)
    return tuple(runs.values())


def _start_kubelet(
    node: Node,
    manifests: Iterable[StaticManifest],
    here: list[Pod],
    runs: dict[tuple[str, str], StaticRun],
    release: Release,
    objects: StoredObjects,
) -> set[Pod]:
    """The evicted pods."""
    evicted: set[Pod] = set()
    for manifest in _last_of_a_name(manifests, node, release):
        run = runs.setdefault((manifest.file, str(release)), StaticRun(manifest))
        if manifest.error is not None:
            run.error = manifest.error
            continue
        read = outcome(manifest.value, manifest.name, node.name, release, objects)
        if read.pod is None:
            run.error = read.error
            continue
        pod = _static(read, release)
        verdict = admit(pod, node, here, release)
        if not verdict.admitted:
            run.rejected[node.name] = verdict.rejections
            continue
        evicted.update(verdict.victims)
        here[:] = [*(other for other in here if other not in evicted), pod]
        run.admitted.append(pod)
        if verdict.victims:
            run.evicted[node.name] = verdict.victims
    return evicted


def _static(read: StaticPodOutcome, release: Release) -> Pod:
    assert read.pod is not None
    return replace(Pod.of(read.pod, release), static=True)


def _last_of_a_name(manifests: Iterable[StaticManifest], node: Node, release: Release) -> list[StaticManifest]:
    """Of two files with the same pod, the later one in the order of names counts."""
    kept: dict[object, StaticManifest] = {}
    for manifest in manifests:
        metadata = manifest.value.get("metadata") if isinstance(manifest.value, dict) else None
        metadata = metadata if isinstance(metadata, dict) else {}
        name, namespace = metadata.get("name"), metadata.get("namespace") or "default"
        key: object = manifest.file
        if isinstance(name, str) and isinstance(namespace, str):
            key = (namespace, static_name(name, node.name, release))
        kept.pop(key, None)
        kept[key] = manifest
    return list(kept.values())


def _pods_by_node(pods: Iterable[Pod]) -> dict[str, list[Pod]]:
    found: dict[str, list[Pod]] = {}
    for pod in pods:
        if pod.node and not pod.finished:
            found.setdefault(pod.node, []).append(pod)
    return found
