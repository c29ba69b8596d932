"""DaemonSets that change at once: which take part, and what they leave in the snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import DaemonSet
from dslint.placement.scheduler import unscheduled
from dslint.placement.snapshot import Snapshot
from dslint.planning.current_pods import CurrentPods
from dslint.planning.daemonset_plan import UpdateContext, change_of
from dslint.planning.rollout_admission import SharedQuotas
from dslint.planning.workload import Workload
from dslint.plans import Reason
from dslint.rollout.budget import Strategy
from dslint.rollout.joint_courses import Member
from dslint.rollout.joint_rollouts import JointRollouts, plan_together

MOST_WAITING = 200
"""Of more pending pods in the inventory only the first take part."""

Start = Callable[[Workload], "tuple[UpdateContext, Pod | Reason]"]
"""What a DaemonSet starts from, and its new pod after admission."""


def members_of(
    workloads: Sequence[Workload], release: Release, current: CurrentPods, start: Start, quotas: SharedQuotas
) -> list[Member]:
    """The DaemonSets of the plan, then those that stay as they are and whose pods may take room or lose it.

    None of them where two have no name yet.
    """
    keys = [workload.key for workload in workloads]
    if len(set(keys)) < len(keys):
        return []
    stored = (current.as_stored(workload) for workload in workloads)
    changing = [member for workload in stored for member in _member(workload, release, start, quotas)]
    highest = max((member.change.pod.spec.priority for member in changing), default=0)
    staying = [Workload.of(dict(current.olds[key])) for key in current.made if key not in keys]
    others = [member for workload in staying for member in _member(workload, release, start, quotas)]
    return list(_adopting([*changing, *(member for member in others if _may_move(member, highest))]))


def _adopting(members: Iterable[Member]) -> Iterator[Member]:
    """Of DaemonSets that select the same orphan, the first adopts it."""
    owned: set[Pod] = set()
    for member in members:
        present = tuple(item for item in member.present if item.pod not in owned)
        owned.update(item.pod for item in present)
        yield member._replace(present=present)


def _may_move(member: Member, priority: int) -> bool:
    """Whether it has pods that wait, or that pods of this priority may evict."""
    return any(not item.pod.node or item.pod.spec.priority < priority for item in member.present)


def _member(workload: Workload, release: Release, start: Start, quotas: SharedQuotas) -> Iterator[Member]:
    if workload.ref.kind != "DaemonSet" or workload.rejected:
        return
    context, pod = start(workload)
    if isinstance(pod, Pod):
        change = change_of(workload, pod, release, context, quotas.of(pod, context.refused))
        yield Member(workload.key, change, context.present)


def rollouts_of(
    members: Sequence[Member], snapshot: Snapshot, quotas: SharedQuotas, *, trace: bool
) -> JointRollouts | None:
    """The rollouts played together; the snapshot is then as they end. None where they do not affect each other."""
    waiting = list(_waiting(members, snapshot))
    if len(members) + len(waiting) < 2 or not any(map(_rolls, members)):
        return None
    present = [item.pod for member in members for item in member.present if snapshot.holds(item.pod)]
    for pod in present:
        snapshot.remove(pod)
    found = plan_together(members, snapshot, waiting=waiting, begin=quotas.begin, trace=trace)
    if found is not None:
        found.apply(snapshot)
        quotas.settle(found.shown.admissions)
        return found
    for pod in present:
        snapshot.add(pod)
    return None


def _waiting(members: Sequence[Member], snapshot: Snapshot) -> Iterator[Pod]:
    """The inventory's pods that wait for a node, but for those of the DaemonSets themselves."""
    pending = [pod for pod in snapshot.cluster.pods if not (pod.node or pod.finished or pod.terminating)]
    owners = [DaemonSet.of(member.change.new, member.change.release) for member in members] if pending else []
    for pod in pending[:MOST_WAITING]:
        if unscheduled(pod, snapshot, ()) is None and not any(owner.owns(pod) for owner in owners):
            yield pod


def _rolls(member: Member) -> bool:
    change = member.change
    return bool(member.present) and change.rolls and Strategy.of(change.new, change.release).rolls
