"""DaemonSets that change at once: which take part, and what they leave in the snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.snapshot import Snapshot
from dslint.planning.current_pods import CurrentPods
from dslint.planning.daemonset_plan import UpdateContext, change_of
from dslint.planning.pod_admission import pod_of
from dslint.planning.workload import Workload
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import Change
from dslint.rollout.joint_rollouts import JointRollouts, Member, plan_together

Context = Callable[[DaemonSet, Workload], UpdateContext]


def members_of(
    workloads: Sequence[Workload], cluster: Cluster, release: Release, current: CurrentPods, context: Context
) -> list[Member]:
    """The DaemonSets whose pods run and that change, then those that stay and whose pods may take room or lose it.

    None where a DaemonSet is planned twice.
    """
    keys = [workload.key for workload in workloads]
    if len(set(keys)) < len(keys):
        return []
    changing = [
        member for workload in workloads for member in _member(workload, cluster, release, context) if member.present
    ]
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
    if len(members) < 2 or not any(_rolls(member.change) for member in members):
        return None
    present = [item.pod for member in members for item in member.present if snapshot.holds(item.pod)]
    for pod in present:
        snapshot.remove(pod)
    found = plan_together(members, snapshot, trace=trace)
    if found is not None:
        found.apply(snapshot)
        return found
    for pod in present:
        snapshot.add(pod)
    return None


def _rolls(change: Change) -> bool:
    return change.rolls and Strategy.of(change.new, change.release).rolls
