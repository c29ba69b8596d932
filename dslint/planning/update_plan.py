"""The rollout of a DaemonSet's update, played before its new pods are placed."""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot
from dslint.planning.daemonset_plan import UpdateContext
from dslint.planning.workload import Workload
from dslint.plans import Rollout
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import Change, FaultInjection
from dslint.rollout.rollout_plan import plan_rollout


def plan_update(workload: Workload, pod: Pod, snapshot: Snapshot, context: UpdateContext) -> Rollout:
    """How it goes. Old pods that the update replaces are taken out of the snapshot; those that stay are left in it."""
    release = snapshot.release
    present = [item.pod for item in context.present if item.pod.node]
    for old in present:
        snapshot.remove(old)
    injected = FaultInjection(context.options.unready, context.options.broken)
    change = Change(workload.value, context.old, pod, release, context.before, injected, workload.line)
    rollout = plan_rollout(change, context.present, snapshot, trace=context.options.trace)
    if not change.rolls or not Strategy.of(workload.value, release).rolls:
        for old in present:
            snapshot.add(old)
    return rollout
