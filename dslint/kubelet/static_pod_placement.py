"""Static pods of an inventory's manifest folders, put on their nodes before anything else.

Each kubelet reads its own folder; there is no controller and no scheduler in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dslint.kubelet.admission import Rejection, admit
from dslint.kubelet.static_pod_defaults import static_name
from dslint.kubelet.static_pods import StaticPodOutcome, outcome
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release


@dataclass(frozen=True, slots=True)
class StaticManifest:
    """A file of a manifest folder: where it stands, its bare name, and the value of its first document.

    `error` is the kubelet's, where the text holds no value at all.
    """

    file: str
    name: str
    value: Any
    error: str | None = None


@dataclass(slots=True)
class StaticRun:
    """What becomes of one manifest on the nodes whose kubelets read it.

    `admitted` holds the pods that run, `rejected` the kubelet's reasons by node, `evicted` whom it makes room with,
    `error` what every kubelet says of a file that holds no pod.
    """

    manifest: StaticManifest
    admitted: list[Pod] = field(default_factory=list)
    rejected: dict[str, tuple[Rejection, ...]] = field(default_factory=dict)
    evicted: dict[str, tuple[Pod, ...]] = field(default_factory=dict)
    error: str | None = None


def run_static_pods(
    cluster: Cluster, folders: Mapping[str, Sequence[StaticManifest]], release: Release
) -> tuple[StaticRun, ...]:
    """Play every kubelet's start: its files in their order, each admitted or rejected on its node.

    `folders` gives the manifests of each folder that Cluster.static_folders names. The cluster's pods are changed:
    what runs is added, whom it evicts is taken out.
    """
    on_node = _pods_by_node(cluster.pods)
    runs: dict[str, StaticRun] = {}
    gone: set[int] = set()
    for node in cluster.nodes:
        manifests = [item for name in cluster.static_folders.get(node.name, ()) for item in folders.get(name, ())]
        if manifests:
            here = on_node.setdefault(node.name, [])
            gone.update(_start_kubelet(node, manifests, here, runs, release))
    cluster.pods[:] = [pod for pod in cluster.pods if id(pod) not in gone]
    cluster.pods.extend(pod for run in runs.values() for pod in run.admitted)
    return tuple(runs.values())


def _start_kubelet(
    node: Node,
    manifests: Iterable[StaticManifest],
    here: list[Pod],
    runs: dict[str, StaticRun],
    release: Release,
) -> set[int]:
    """The identities of the pods that had to go."""
    gone: set[int] = set()
    for manifest in _last_of_a_name(manifests, node, release):
        run = runs.setdefault(manifest.file, StaticRun(manifest))
        if manifest.error is not None:
            run.error = manifest.error
            continue
        read = outcome(manifest.value, manifest.name, node.name, release)
        if read.pod is None:
            run.error = read.error
            continue
        pod = _static(read, release)
        verdict = admit(pod, node, here, release)
        if not verdict.admitted:
            run.rejected[node.name] = verdict.rejections
            continue
        leaving = {id(victim) for victim in verdict.victims}
        gone |= leaving
        here[:] = [*(other for other in here if id(other) not in leaving), pod]
        run.admitted.append(pod)
        if verdict.victims:
            run.evicted[node.name] = verdict.victims
    return gone


def _static(read: StaticPodOutcome, release: Release) -> Pod:
    assert read.pod is not None
    pod = Pod.of(read.pod, release)
    pod.static = True
    return pod


def _last_of_a_name(manifests: Iterable[StaticManifest], node: Node, release: Release) -> list[StaticManifest]:
    """Two files that give the same pod: the later one in the order of names stands."""
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
