"""The rollout of a DaemonSet's update, played before its new pods are placed."""

from __future__ import annotations

from dslint.kubernetes.pods import Pod
from dslint.placement.snapshot import Snapshot
from dslint.planning.daemonset_plan import UpdateContext
from dslint.planning.workload import Workload
from dslint.plans import Rollout
from dslint.rollout.budget import Strategy
from dslint.rollout.existing_pods import FaultInjection
from dslint.rollout.rollout_plan import Change, plan_rollout


def plan_update(workload: Workload, pod: Pod, world: Snapshot, situation: UpdateContext) -> Rollout:
    """How it goes. Old pods that the update replaces are taken out of the world; those that stay are left in it."""
    release = world.release
    present = [item.pod for item in situation.present if item.pod.node]
    for old in present:
        world.remove(old)
    doubts = FaultInjection(situation.asked.unready, situation.asked.broken)
    change = Change(workload.value, situation.old, pod, release, situation.before, doubts, workload.line)
    rollout = plan_rollout(change, situation.present, world, trace=situation.asked.trace)
    if not change.rolls or not Strategy.of(workload.value, release).rolls:
        for old in present:
            world.add(old)
    return rollout
