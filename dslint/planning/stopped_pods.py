"""Findings on pods that something stops: admission, the kubelet of the node that they name, or eviction in a loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dslint.findings import Origin, Severity
from dslint.placement.node_remarks import EVICTED_AFTER, patience_of
from dslint.planning.workload import DENIED, NOT_ADMITTED, PODS_DENIED
from dslint.plans import Decider, Level, Placement, Reason, Verdict
from dslint.plans.refusals import refusal

if TYPE_CHECKING:
    from dslint.planning.workload_findings import Found, WorkloadSubject

NEVER_ENDS = "DS818"

KUBELET_HELP = "name a node that has what the pod needs, or leave nodeName out, so that the scheduler finds one"
EVICTED_HELP = "tolerate the taint without tolerationSeconds, or keep the pod off these nodes"


def refused(subject: WorkloadSubject, groups: Sequence[Placement]) -> Found:
    """The DaemonSet is accepted, but not its pods."""
    reason = next(reason for reason in groups[0].reasons if reason.decider is Decider.API_SERVER)
    message = f"the pods on {subject.named(groups)} are rejected: {reason.message}"
    code = PODS_DENIED if reason.code == DENIED else NOT_ADMITTED
    finding = subject.workload.finding(code, message, reason.path or ())
    where = f"gets no pod on {_nodes(groups)}" if subject.ready else "gets no pod on any node"
    why = f"{subject.plan.called} {where}: {refusal(reason.message, 'them')}"
    return finding, Verdict(Level.AT_RISK if subject.ready else Level.OUTAGE, why)


def rejected_by_kubelet(subject: WorkloadSubject, groups: Sequence[Placement]) -> Found:
    """A Pod that names a node whose kubelet does not run it."""
    where = ", ".join(name for group in groups for name in group.nodes)
    said = "; ".join(dict.fromkeys(note.message for group in groups for note in group.notes))
    message = f"rejected by the kubelet of {where}: {said}"
    finding = subject.workload.finding(NOT_ADMITTED, message, ("spec", "nodeName"))
    finding = finding._replace(origin=Origin.KUBELET, help=KUBELET_HELP)
    return finding, Verdict(Level.REJECTED, f"the kubelet of {where} rejects {subject.plan.called}: {said}")


def evicted(subject: WorkloadSubject, groups: Sequence[Placement]) -> Iterator[Found]:
    """Pods that tolerate a taint of their node only for some time, among these; a finding for each time."""
    by_time: dict[int | None, list[Placement]] = {}
    for group in filter(evictions, groups):
        by_time.setdefault(_seconds(subject, group), []).append(group)
    when = "every" if subject.plan.ref.kind == "DaemonSet" else "after"
    for seconds, alike in by_time.items():
        notes = {note.message: note for group in alike for note in evictions(group)}
        said = "is evicted" if seconds is None else f"is evicted {when} {seconds} s"
        message = f"the pod {said} on {subject.named(alike)}: {'; '.join(notes)}"
        finding = subject.workload.finding(NEVER_ENDS, message, next(iter(notes.values())).path or ())
        finding = finding._replace(severity=Severity.WARNING, help=EVICTED_HELP)
        yield finding, Verdict(Level.AT_RISK, f"{subject.plan.called} {said} on {_nodes(alike)}")


def evictions(group: Placement) -> list[Reason]:
    return [note for note in group.notes if note.code == EVICTED_AFTER]


def _seconds(subject: WorkloadSubject, group: Placement) -> int | None:
    """How long the pod stays on these nodes; None if the cluster is not known."""
    if subject.result is None:
        return None
    result = subject.result
    node = next(node for node in result.cluster.nodes if node.name == group.nodes[0])
    pods = zip(result.workloads, result.pods, strict=True)
    pod = next((pod for workload, pod in pods if workload.ref == subject.plan.ref), None)
    limit = patience_of(pod.spec, node.shape, result.release) if pod else None
    return limit.seconds if limit else None


def _nodes(groups: Sequence[Placement]) -> str:
    number = sum(group.number for group in groups)
    return f"{number} node{'' if number == 1 else 's'}"
