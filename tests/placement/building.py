"""Small clusters and pods for the tests of placement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dslint.kubernetes.cluster import Cluster, Node, Shape
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity import base_units
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import Taint
from dslint.placement.daemonset import DaemonSet
from dslint.placement.filter_run import FilterRun
from dslint.placement.outcomes import DaemonSetPlacement
from dslint.placement.scheduling import SchedulingRun
from dslint.placement.scoring.contract import ScoredNodes, Scorer
from dslint.placement.snapshot import Snapshot
from tests.admission.clusters import EVERYTHING

RELEASE = Release.of("1.36")
ROOM = {"cpu": "4", "memory": "8Gi", "pods": "110"}


def node(
    name: str = "n1",
    labels: Mapping[str, str] | None = None,
    taints: tuple[str, ...] = (),
    allocatable: Mapping[str, str] | None = None,
    **shape: Any,
) -> Node:
    """With the room of ROOM unless told, and the hostname label."""
    return Node(
        index=0,
        name=name,
        shape=Shape(
            labels=labels or {},
            taints=tuple(Taint.parse(text) for text in taints),
            allocatable={key: base_units(key, text) for key, text in (ROOM | dict(allocatable or {})).items()},
            **shape,
        ),
        own_labels={"kubernetes.io/hostname": name},
    )


def snapshot(
    *nodes: Node,
    pods: Iterable[Pod] = (),
    release: Release = RELEASE,
    complete: frozenset[tuple[str, str]] = EVERYTHING,
    **objects: list[dict[str, Any]],
) -> Snapshot:
    """Nothing exists but these objects, unless `complete` says otherwise."""
    numbered = [Node(index, each.name, each.shape, each.own_labels) for index, each in enumerate(nodes)]
    cluster = Cluster("test", numbered, pods=list(pods), objects=objects, complete=complete)
    return Snapshot(cluster, release)


def pod(
    name: str = "p",
    *,
    on: str = "",
    labels: Mapping[str, str] | None = None,
    namespace: str = "default",
    release: Release = RELEASE,
    container: Mapping[str, Any] | None = None,
    metadata: Mapping[str, Any] | None = None,
    status: Mapping[str, Any] | None = None,
    **spec: Any,
) -> Pod:
    """A pod with one container; `on` is the node that it is bound to."""
    manifest: dict[str, Any] = {
        "metadata": {"name": name, "namespace": namespace, "labels": dict(labels or {}), **(metadata or {})},
        "spec": {"containers": [{"name": "c", **(container or {})}], **spec},
    }
    if on:
        manifest["spec"]["nodeName"] = on
    if status is not None:
        manifest["status"] = status
    return Pod.of(manifest, release)


def requesting(**requests: str) -> dict[str, Any]:
    """A container with these requests."""
    return {"resources": {"requests": requests}}


def daemonset(
    name: str = "agent",
    *,
    release: Release = RELEASE,
    labels: Mapping[str, str] | None = None,
    container: Mapping[str, Any] | None = None,
    **spec: Any,
) -> DaemonSet:
    template = {
        "metadata": {"labels": {"app": name, **(labels or {})}},
        "spec": {"containers": [{"name": "c", **(container or {})}], **spec},
    }
    manifest = {
        "metadata": {"name": name, "namespace": "default"},
        "spec": {"selector": {"matchLabels": {"app": name}}, "template": template},
    }
    return DaemonSet.of(manifest, release)


def daemon_pod(made: DaemonSet, release: Release = RELEASE) -> Pod:
    """The DaemonSet's pod as admission without any object leaves it."""
    return Pod.of(made.pod_manifest(), release)


def term(selector: Mapping[str, Any] | None, key: str = "zone", **more: Any) -> dict[str, Any]:
    """A pod affinity term; `selector` are matchLabels, None for a nil labelSelector."""
    made: dict[str, Any] = {"topologyKey": key, **more}
    if selector is not None:
        made["labelSelector"] = {"matchLabels": dict(selector)} if selector else {}
    return made


def near(*terms: Mapping[str, Any]) -> dict[str, Any]:
    return {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": list(terms)}}


def away_from(*terms: Mapping[str, Any]) -> dict[str, Any]:
    return {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": list(terms)}}


def required(*terms: Mapping[str, Any]) -> dict[str, Any]:
    """Required node affinity."""
    return {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": list(terms)}}}


def said(made: Pod, within: Snapshot, name: str, *, pinned: bool = False) -> list[tuple[str, str | None]]:
    """Code and event of every reason that the node has against the pod."""
    verdict = FilterRun(made, within, pinned=pinned).verdict(within.by_name[name])
    return [(reason.code, reason.event) for reason in verdict.reasons]


def events(made: Pod, within: Snapshot, name: str, *, pinned: bool = False) -> list[str | None]:
    """What the scheduler's event would say of the node."""
    verdict = FilterRun(made, within, pinned=pinned).verdict(within.by_name[name])
    return [reason.event for reason in verdict.reasons if reason.reported]


def messages(made: Pod, within: Snapshot, name: str, *, pinned: bool = False) -> list[str]:
    verdict = FilterRun(made, within, pinned=pinned).verdict(within.by_name[name])
    return [reason.message for reason in verdict.reasons]


def scored(plugin: Scorer, made: Pod, within: Snapshot) -> list[int] | None:
    """What the plugin gives each node, in their order."""
    return plugin.scores(made, ScoredNodes(within.nodes, within), within)


def placed(scheduling: SchedulingRun, release: Release = RELEASE, priority: int = 0, **spec: Any) -> DaemonSetPlacement:
    """A DaemonSet placed in this run, its pods with a priority as admission would set it."""
    made = daemonset(release=release, **spec)
    manifest = made.pod_manifest()
    manifest["spec"]["priority"] = priority
    return scheduling.place(made, Pod.of(manifest, release))
