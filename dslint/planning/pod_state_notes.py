"""Notes on a workload for what listed pods are doing: they have ended, are ending, wait for a node, or share a port."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import HostPort, Pod
from dslint.kubernetes.release import Release
from dslint.placement.behaviours import PORTS_OF_SEVERAL_PODS_FREED_BY_ONE
from dslint.placement.daemonset import DaemonSet
from dslint.planning.workload import Workload
from dslint.plans import WANTS, State, WorkloadPlan
from dslint.rollout.behaviours import FAILED_PODS_DELETED, SUCCEEDED_PODS_DELETED

MOST_NAMED = 3


def notes(
    workload: Workload, plan: WorkloadPlan, cluster: Cluster, new_nodes: Collection[str], release: Release
) -> Iterator[str]:
    """`plan` is the workload's; `new_nodes` are those that come with the change."""
    if workload.ref.kind != "DaemonSet" or workload.rejected:
        own, others = [], cluster.pods
    else:
        daemonset = DaemonSet.of(workload.value, release)
        own = [pod for pod in cluster.pods if daemonset.owns(pod)]
        others = [pod for pod in cluster.pods if not daemonset.owns(pod)]
        yield from _own(own, release)
        yield from _shared_ports(daemonset.spec.host_ports, cluster, release)
    yield from _held_room(plan, others)
    yield from _competitors(plan, others, new_nodes)


def _own(pods: Sequence[Pod], release: Release) -> Iterator[str]:
    live = [pod for pod in pods if not pod.terminating]
    failed, succeeded = (_nodes(pod for pod in live if pod.phase == phase) for phase in ("Failed", "Succeeded"))
    if failed and not release.has(FAILED_PODS_DELETED):
        yield f"its pods on {failed} have failed: they count as unavailable, and stay until they are replaced"
    elif failed:
        yield f"its pods on {failed} have failed: they count as unavailable, and are deleted and created again"
    if succeeded and release.has(SUCCEEDED_PODS_DELETED):
        yield f"its pods on {succeeded} have succeeded: they count as unavailable, and are deleted and created again"
    elif succeeded:
        yield f"its pods on {succeeded} have succeeded: they count as unavailable, and stay until they are replaced"
    ending = _nodes(pod for pod in pods if pod.terminating)
    if ending:
        yield f"its pods on {ending} are terminating: they count as unavailable, and new ones come once they have ended"


def _held_room(plan: WorkloadPlan, others: Iterable[Pod]) -> Iterator[str]:
    """Terminating pods hold resources and ports until they end."""
    waiting = {name for group in plan.placement if group.state is State.PENDING for name in group.nodes}
    held = _nodes(pod for pod in others if pod.terminating and not pod.finished and pod.node in waiting)
    if held:
        yield f"terminating pods still hold room on {held}: a pod that is pending there may fit once they have ended"


def _competitors(plan: WorkloadPlan, others: Iterable[Pod], new_nodes: Collection[str]) -> Iterator[str]:
    """Pods that wait for a node already may take the room of new nodes."""
    waiting = [pod.key for pod in others if not pod.node and not pod.finished]
    wanted = [name for group in plan.placement for name in group.nodes if name in new_nodes and group.state in WANTS]
    if waiting and wanted:
        pods = f"{len(waiting)} pending pod{'' if len(waiting) == 1 else 's'} ({_listed(waiting)})"
        nodes = f"{len(wanted)} new node{'' if len(wanted) == 1 else 's'}"
        yield f"{pods} may take room on {nodes} first: the plan has the workload's pods there before them"


def _shared_ports(ports: Sequence[HostPort], cluster: Cluster, release: Release) -> Iterator[str]:
    """Host ports of the workload that several pods of a node hold: the first that ends frees them for the scheduler."""
    if not ports or not release.has(PORTS_OF_SEVERAL_PODS_FREED_BY_ONE):
        return
    holders = Counter(
        (pod.node, port) for pod in cluster.pods if not pod.finished for port in pod.spec.host_ports if port in ports
    )
    for port in ports:
        nodes = [node for (node, held), count in holders.items() if held == port and node and count > 1]
        if nodes:
            yield (
                f"several pods hold host port {port} on {_listed(nodes)}: for the scheduler the first that ends frees "
                "it, and the kubelet refuses a new pod (NodePorts) as long as another one holds it"
            )


def _nodes(pods: Iterable[Pod]) -> str:
    return _listed(list(dict.fromkeys(pod.node for pod in pods if pod.node)))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
