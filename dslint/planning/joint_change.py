"""DaemonSets that change at once: which take part, and what they leave in the snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.scheduler import unscheduled
from dslint.placement.snapshot import Snapshot
from dslint.planning.current_pods import CurrentPods
from dslint.planning.daemonset_plan import UpdateContext, change_of
from dslint.planning.pod_admission import pod_of
from dslint.planning.workload import Workload
from dslint.rollout.budget import Strategy
from dslint.rollout.joint_rollouts import JointRollouts, Member, plan_together

MOST_WAITING = 200
"""Of more pending pods in the inventory only the first take part."""

Context = Callable[[DaemonSet, Workload], UpdateContext]


def members_of(
    workloads: Sequence[Workload], cluster: Cluster, release: Release, current: CurrentPods, context: Context
) -> list[Member]:
    """The DaemonSets of the plan, then those that stay as they are and whose pods may take room or lose it.

    None where a DaemonSet is planned twice.
    """
    keys = [workload.key for workload in workloads]
    if len(set(keys)) < len(keys):
        return []
    changing = [member for workload in workloads for member in _member(workload, cluster, release, context)]
    highest = max((member.change.pod.spec.priority for member in changing), default=0)
    staying = [Workload.of(dict(current.olds[key])) for key in current.made if key not in keys]
    others = [member for workload in staying for member in _member(workload, cluster, release, context)]
    return [*changing, *(member for member in others if _may_move(member, highest))]


def _may_move(member: Member, priority: int) -> bool:
    """Whether it has pods that wait, or that pods of this priority may evict."""
    return any(not item.pod.node or item.pod.spec.priority < priority for item in member.present)


def _member(workload: Workload, cluster: Cluster, release: Release, context: Context) -> Iterator[Member]:
    if workload.ref.kind != "DaemonSet" or workload.rejected:
        return
    daemonset = DaemonSet.of(workload.value, release)
    pod = pod_of(daemonset, cluster, release)
    if isinstance(pod, Pod):
        found = context(daemonset, workload)
        yield Member(workload.key, change_of(workload, pod, release, found), found.present)


def play(members: Sequence[Member], snapshot: Snapshot, *, trace: bool) -> JointRollouts | None:
    """The rollouts played together; the snapshot is then as they end. None where they do not affect each other."""
    waiting = list(_waiting(members, snapshot))
    if len(members) + len(waiting) < 2 or not any(map(_rolls, members)):
        return None
    present = [item.pod for member in members for item in member.present if snapshot.holds(item.pod)]
    for pod in present:
        snapshot.remove(pod)
    found = plan_together(members, snapshot, waiting=waiting, trace=trace)
    if found is not None:
        found.apply(snapshot)
        return found
    for pod in present:
        snapshot.add(pod)
    return None


def _waiting(members: Sequence[Member], snapshot: Snapshot) -> Iterator[Pod]:
    """The inventory's pods that wait for a node, but for those of the DaemonSets themselves."""
    pending = [pod for pod in snapshot.cluster.pods if not (pod.node or pod.finished or pod.terminating)]
    owners = [DaemonSet.of(member.change.new, member.change.release) for member in members] if pending else []
    for pod in pending[:MOST_WAITING]:
        if unscheduled(pod, ()) is None and not any(owner.owns(pod) for owner in owners):
            yield pod


def _rolls(member: Member) -> bool:
    change = member.change
    return bool(member.present) and change.rolls and Strategy.of(change.new, change.release).rolls
