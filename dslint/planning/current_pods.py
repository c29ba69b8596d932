"""What runs before the change: DaemonSets as they were, their pods, and the nodes where these change too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.inventory.assumptions import SENTENCES
from dslint.inventory.node_change import NodeChange
from dslint.inventory.node_shapes import Shapes
from dslint.kubernetes.cluster import Cluster, Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.outcomes import DaemonSetPlacement
from dslint.planning.pod_admission import exclude_over_quota, pod_of, quotas_of
from dslint.planning.workload import Key, Workload
from dslint.plans import Reason, State

if TYPE_CHECKING:
    from dslint.placement.preemption import Eviction
    from dslint.rollout.existing_pods import ExistingPod

READY = NodeChange(conditions={"Ready": "True"})
NAMED = 3

Victims = Mapping[str, tuple["Eviction", ...]]
"""By node: the pods that had to go."""


class CurrentPods(NamedTuple):
    """`olds` are the DaemonSets that run, after defaulting, by key.

    `made` are their pods where the inventory lists none, `evicted` the inventory's pods that these have evicted. `uids`
    are those of the inventory's DaemonSets. `before` are the nodes by name as they were before the change; empty where
    the nodes do not change. `assumed` has a sentence on each thing that is not known of these pods.
    """

    olds: Mapping[Key, Mapping[str, Any]] = MappingProxyType({})
    made: Mapping[Key, tuple[ExistingPod, ...]] = MappingProxyType({})
    before: Mapping[str, Node] = MappingProxyType({})
    uids: Mapping[Key, str] = MappingProxyType({})
    evicted: Mapping[Key, Victims] = MappingProxyType({})
    assumed: tuple[str, ...] = ()

    def as_stored(self, workload: Workload) -> Workload:
        """The workload with the uid that it has in the inventory: updates match by name, and keep the uid."""
        return workload._replace(value=_with_uid(workload.value, self.uids.get(workload.key, "")))

    def old(self, key: Key) -> Mapping[str, Any] | None:
        return self.olds.get(key)

    def present(self, key: Key) -> tuple[ExistingPod, ...]:
        return self.made.get(key, ())

    def pods(self) -> Iterator[Pod]:
        """The bound pods that the inventory does not list."""
        return (pod for pod in self.unlisted() if pod.node)

    def unlisted(self) -> Iterator[Pod]:
        """The pods that the inventory does not list, pending ones too."""
        for present in self.made.values():
            yield from (item.pod for item in present)

    def change_together(self, workloads: Iterable[Workload], cluster: Cluster) -> bool:
        """Whether a DaemonSet changes while others change too, or while pods wait or can be evicted."""
        keys = {workload.key for workload in workloads if workload.ref.kind == "DaemonSet"}
        if not keys & self.olds.keys():
            return False
        return len(keys | self.made.keys()) > 1 or any(not pod.node for pod in cluster.pods)

    def gone(self) -> set[tuple[str, str]]:
        """Nodes and names of the inventory's pods that no longer run."""
        return {
            (node, eviction.pod.key)
            for victims in self.evicted.values()
            for node, found in victims.items()
            for eviction in found
        }


def current_pods_of(
    baseline: Sequence[Workload], workloads: Iterable[Workload], cluster: Cluster, release: Release, *, changes: bool
) -> CurrentPods:
    """What runs on the cluster before the update.

    That is the baseline, and those of the inventory's DaemonSets that the workloads update. `changes` is True where
    the update comes with other nodes.
    """
    before = {node.name: node for node in cluster.nodes} if changes else {}
    if not baseline and not cluster.of_kind("DaemonSet"):
        return CurrentPods(before=before)
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
    down = olds and any(node.shape.ready != "True" or node.shape.pressure for node in cluster.nodes)
    placed = _placed(olds, live, as_ready(cluster, release) if down else cluster, release)
    made = {key: tuple(_presents(placement, cluster.nodes)) for key, placement in placed.items()}
    assumed = (*_taken_to_be_ready(made, cluster), *(_assumed(made, cluster) if down else ()))
    return CurrentPods(olds, made, before, uids, _evicted(placed, cluster), assumed)


def as_ready(cluster: Cluster, release: Release) -> Cluster:
    """The cluster before its nodes went down: each went down with the pods that it had."""
    shapes = Shapes()
    nodes = [node if node.shape.ready == "True" else READY.apply(node, shapes, release) for node in cluster.nodes]
    return replace(cluster, nodes=nodes)


def _taken_to_be_ready(made: Mapping[Key, Sequence[ExistingPod]], cluster: Cluster) -> Iterator[str]:
    """What is assumed of the old pods that nothing lists."""
    ready = {node.name for node in cluster.nodes if node.shape.ready == "True"}
    names = [f"{key[1]}/{key[2]}" for key, present in made.items() if any(item.node in ready for item in present)]
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        pods = f"old pods of {', '.join(names[:NAMED])}{more}"
        yield f"{pods}: not listed, planned as if they were ready on each node that the old version runs on"


def _assumed(made: Mapping[Key, Sequence[ExistingPod]], cluster: Cluster) -> Iterator[str]:
    """What is assumed of the old pods on nodes that are down or under pressure, and what follows."""
    ready = {node.name: node.shape.ready for node in cluster.nodes}
    pressed = {node.name for node in cluster.nodes if node.shape.pressure and node.shape.ready != "Unknown"}
    for (_, namespace, name), present in made.items():
        states = [ready[item.node] for item in present]
        dead = states.count("Unknown")
        not_ready = len(states) - dead - states.count("True")
        pod = f"an old pod of {namespace}/{name} is still there"
        if dead:
            nodes = f"{dead} dead node{'' if dead == 1 else 's'}"
            yield f"{nodes}: {pod}, is unavailable, and does not end until the node is back or is deleted"
        if not_ready:
            nodes = f"{not_ready} not-ready node{'' if not_ready == 1 else 's'}"
            yield f"{nodes}: {pod} and is unavailable now; where the node heals, it becomes available again"
        under = sum(item.node in pressed for item in present)
        if under:
            nodes = f"{under} node{'' if under == 1 else 's'} under pressure"
            yield f"{nodes}: {pod}, and runs until it is replaced; the kubelet may evict it at any time"


def with_what_runs(after: Cluster, before: Cluster) -> Cluster:
    """The nodes as they are after the change; kinds of objects, and pods, that it does not declare stay as they are."""
    objects = {**before.objects, **after.objects}
    complete, refused = after.complete | before.complete, after.refused | before.refused
    after = replace(after, objects=objects, complete=complete, refused=refused)
    if after.pods_known or not before.pods:
        return after
    assumed = [sentence for sentence in after.assumed if sentence != SENTENCES["empty"]]
    return replace(after, pods=[*before.pods], pods_known=True, assumed=assumed)


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


def _placed(
    olds: Mapping[Key, Mapping[str, Any]], live: Mapping[Key, Workload], cluster: Cluster, release: Release
) -> dict[Key, DaemonSetPlacement]:
    """The DaemonSets whose pods the inventory does not list, placed."""
    if not olds:
        return {}
    from dslint.placement.scheduling import SchedulingRun
    from dslint.placement.snapshot import Snapshot

    scheduling = SchedulingRun(Snapshot(cluster, release))
    quotas = quotas_of(_with_uncounted_quotas(cluster), release)
    placed: dict[Key, DaemonSetPlacement] = {}
    for key, value in olds.items():
        daemonset = DaemonSet.of(value, release)
        pod = pod_of(daemonset, cluster, release)
        if isinstance(pod, Reason) or any(daemonset.owns(there) for there in cluster.pods):
            continue
        if key in live and _without_pods(live[key].value, cluster):
            continue
        placed[key] = placement = scheduling.place(daemonset, pod)
        if quotas is not None:
            wanted = [
                node for node in cluster.nodes if placement.outcomes[node.name].state in (State.BOUND, State.PENDING)
            ]
            exclude_over_quota(placement, wanted, quotas)
    return placed


def _with_uncounted_quotas(cluster: Cluster) -> Cluster:
    """A quota whose status says what is used has let the pods in that run."""
    quotas = [quota for quota in cluster.of_kind("ResourceQuota") if not (quota.get("status") or {}).get("used")]
    return replace(cluster, objects={**cluster.objects, "ResourceQuota": quotas})


def _evicted(placed: Mapping[Key, DaemonSetPlacement], cluster: Cluster) -> dict[Key, Victims]:
    """The victims among the inventory's pods; those of a DaemonSet that was placed here are made again."""
    found: dict[Key, Victims] = {}
    for key, placement in placed.items():
        victims = {name: outcome.evicted for name, outcome in placement.outcomes.items() if outcome.evicted}
        if victims:
            found[key] = victims
    if not found:
        return {}
    listed = set(cluster.pods)
    return {
        key: {node: tuple(each for each in victims if each.pod in listed) for node, victims in of.items()}
        for key, of in found.items()
    }


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
