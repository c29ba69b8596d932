"""Pods that the default scheduler never tries."""

from __future__ import annotations

from dslint.findings import FieldPath
from dslint.kubernetes.pods import Pod
from dslint.plans import Decider, Reason

DEFAULT_SCHEDULER = "default-scheduler"


def never_tried(pod: Pod, within: FieldPath) -> Reason | None:
    """Why the pod waits without any attempt and any event: another scheduler's, or gated."""
    if pod.spec.scheduling_gates:
        gates = ", ".join(pod.spec.scheduling_gates)
        return _reason("SchedulingGated", f"waits for its scheduling gates {gates}", (*within, "schedulingGates"))
    name = pod.spec.scheduler_name
    if name != DEFAULT_SCHEDULER:
        return _reason("OtherScheduler", f"left to the scheduler {name}", (*within, "schedulerName"))
    return None


def _reason(code: str, message: str, path: FieldPath) -> Reason:
    return Reason(code, Decider.SCHEDULER, message, path=path)
