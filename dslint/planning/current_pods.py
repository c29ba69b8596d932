"""What runs before the change: DaemonSets as they were, their pods, and the nodes where these change too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.inventory.assumptions import SENTENCES
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.outcomes import DaemonSetPlacement
from dslint.planning.pod_admission import pod_of
from dslint.planning.workload import Key, Workload
from dslint.plans import Reason, State

if TYPE_CHECKING:
    from dslint.rollout.existing_pods import ExistingPod


class CurrentPods(NamedTuple):
    """`olds` are the DaemonSets that run, after defaulting, by key.

    `made` are their pods where the inventory lists none. `uids` are those of the inventory's DaemonSets. `before` are
    the nodes by name as they were before the change; empty where the nodes do not change.
    """

    olds: Mapping[Key, Mapping[str, Any]] = MappingProxyType({})
    made: Mapping[Key, tuple[ExistingPod, ...]] = MappingProxyType({})
    before: Mapping[str, Node] = MappingProxyType({})
    uids: Mapping[Key, str] = MappingProxyType({})

    def as_stored(self, workload: Workload) -> Workload:
        """The workload with the uid that it has in the inventory: updates match by name, and keep the uid."""
        return workload._replace(value=_with_uid(workload.value, self.uids.get(workload.key, "")))

    def old(self, key: Key) -> Mapping[str, Any] | None:
        return self.olds.get(key)

    def present(self, key: Key) -> tuple[ExistingPod, ...]:
        return self.made.get(key, ())

    def pods(self) -> Iterator[Pod]:
        """The bound pods that the inventory does not list."""
        for present in self.made.values():
            yield from (item.pod for item in present if item.pod.node)


def current_pods_of(
    baseline: Iterable[Workload], workloads: Iterable[Workload], cluster: Cluster, release: Release, *, changes: bool
) -> CurrentPods:
    """What runs on the cluster before the update.

    That is the baseline, and those of the inventory's DaemonSets that the workloads update. `changes` is True where
    the update comes with other nodes.
    """
    live = {running.key: running for running in map(Workload.of, cluster.of_kind("DaemonSet"))}
    uids = {key: str((running.value.get("metadata") or {}).get("uid") or "") for key, running in live.items()}
    olds = {
        workload.key: _with_uid(workload.value, uids.get(workload.key, ""))
        for workload in baseline
        if workload.ref.kind == "DaemonSet"
    }
    for workload in workloads:
        if workload.key in live:
            olds.setdefault(workload.key, live[workload.key].value)
    before = {node.name: node for node in cluster.nodes} if changes else {}
    return CurrentPods(olds, _made(olds, live, cluster, release), before, uids)


def with_what_runs(after: Cluster, before: Cluster) -> Cluster:
    """The nodes as they are after the change; kinds of objects, and pods, that it does not declare stay as they are."""
    objects = {**before.objects, **after.objects}
    if after.pods_known or not before.pods:
        return replace(after, objects=objects)
    assumed = [sentence for sentence in after.assumed if sentence != SENTENCES["empty"]]
    return replace(after, objects=objects, pods=[*before.pods], pods_known=True, assumed=assumed)


def _with_uid(value: Mapping[str, Any], uid: str) -> Mapping[str, Any]:
    metadata = value.get("metadata") or {}
    if (metadata.get("uid") or "") == uid:
        return value
    return {**value, "metadata": {**metadata, "uid": uid}}


def existing_pods(daemonset: DaemonSet, pods: Iterable[Pod]) -> tuple[ExistingPod, ...]:
    """The DaemonSet's pods, bound or not, each with the node that it is for.

    Kubernetes: pkg/controller/daemon/util/daemonset_util.go (GetTargetNodeName).
    """
    owned = [pod for pod in pods if daemonset.owns(pod)]
    if not owned:
        return ()
    from dslint.rollout.existing_pods import ExistingPod

    return tuple(ExistingPod(pod, node) for pod in owned if (node := pod.node or pod.spec.pinned_to))


def _made(
    olds: Mapping[Key, Mapping[str, Any]], live: Mapping[Key, Workload], cluster: Cluster, release: Release
) -> dict[Key, tuple[ExistingPod, ...]]:
    if not olds:
        return {}
    from dslint.placement.scheduling import SchedulingRun
    from dslint.placement.snapshot import Snapshot

    scheduling = SchedulingRun(Snapshot(cluster, release))
    placed: dict[Key, DaemonSetPlacement] = {}
    for key, value in olds.items():
        daemonset = DaemonSet.of(value, release)
        pod = pod_of(daemonset, cluster, release)
        if isinstance(pod, Reason) or any(daemonset.owns(there) for there in cluster.pods):
            continue
        if key in live and _without_pods(live[key].value, cluster):
            continue
        placed[key] = scheduling.place(daemonset, pod)
    return {key: tuple(_presents(placement, cluster.nodes)) for key, placement in placed.items()}


def _without_pods(saved: Mapping[str, Any], cluster: Cluster) -> bool:
    """Whether a saved DaemonSet of which no pod is listed has none: others are, or its status says so."""
    status = saved.get("status") or {}
    return bool(status) and (bool(cluster.pods) or not status.get("currentNumberScheduled"))


def _presents(placement: DaemonSetPlacement, nodes: Sequence[Node]) -> Iterator[ExistingPod]:
    from dslint.rollout.existing_pods import ExistingPod

    for node in nodes:
        outcome = placement.outcomes[node.name]
        if outcome.state is State.BOUND and outcome.pod is not None:
            yield ExistingPod(outcome.pod, node.name, made=True)
        elif outcome.state is State.PENDING:
            yield ExistingPod(placement.pod, node.name, made=True)
