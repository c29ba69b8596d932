"""DaemonSets that change at once: which take part, and what they leave in the snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.snapshot import Snapshot
from dslint.planning.current_pods import CurrentPods
from dslint.planning.daemonset_plan import UpdateContext, change_of
from dslint.planning.pod_admission import SharedQuotas
from dslint.planning.workload import Workload
from dslint.plans import Reason
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import Change
from dslint.rollout.joint_rollouts import JointRollouts, Member, plan_together

Start = Callable[[Workload], "tuple[UpdateContext, Pod | Reason]"]
"""What a DaemonSet starts from, and its new pod after admission."""


def members_of(
    workloads: Sequence[Workload], release: Release, current: CurrentPods, start: Start, quotas: SharedQuotas
) -> list[Member]:
    """The DaemonSets whose pods run and that change, then those that stay and whose pods may take room or lose it.

    None where a DaemonSet is planned twice.
    """
    keys = [workload.key for workload in workloads]
    if len(set(keys)) < len(keys):
        return []
    stored = (current.as_stored(workload) for workload in workloads)
    changing = [member for workload in stored for member in _member(workload, release, start, quotas) if member.present]
    highest = max((member.change.pod.spec.priority for member in changing), default=0)
    staying = [Workload.of(dict(current.olds[key])) for key in current.made if key not in keys]
    others = [member for workload in staying for member in _member(workload, release, start, quotas)]
    return [*changing, *(member for member in others if _may_move(member, highest))]


def _may_move(member: Member, priority: int) -> bool:
    """Whether it has pods that wait, or that pods of this priority may evict."""
    return any(not item.pod.node or item.pod.spec.priority < priority for item in member.present)


def _member(workload: Workload, release: Release, start: Start, quotas: SharedQuotas) -> Iterator[Member]:
    if workload.ref.kind != "DaemonSet" or workload.rejected:
        return
    context, pod = start(workload)
    if isinstance(pod, Pod):
        change = change_of(workload, pod, release, context, quotas.of(pod))
        yield Member(workload.key, change, context.present)


def play(members: Sequence[Member], snapshot: Snapshot, quotas: SharedQuotas, *, trace: bool) -> JointRollouts | None:
    """The rollouts played together; the snapshot is then as they end. None where they do not affect each other."""
    if len(members) < 2 or not any(_rolls(member.change) for member in members):
        return None
    present = [item.pod for member in members for item in member.present if snapshot.holds(item.pod)]
    for pod in present:
        snapshot.remove(pod)
    found = plan_together(members, snapshot, begin=quotas.begin, trace=trace)
    if found is not None:
        found.apply(snapshot)
        quotas.settle(found.shown.admissions)
        return found
    for pod in present:
        snapshot.add(pod)
    return None


def _rolls(change: Change) -> bool:
    return change.rolls and Strategy.of(change.new, change.release).rolls
