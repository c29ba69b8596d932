"""--explain: every check of a node, by the controller, admission, the scheduler and the kubelet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import DaemonSet
from dslint.placement.explanation import FAILS, PASSES, ExplanationLine, explain_daemonset, explain_pod
from dslint.placement.node_remarks import KUBELET_CHECKS, UNDER_PRESSURE, node_remarks
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import controller_binds
from dslint.plans import Check, Decider, Explanation, Reason, SourceLine

Lines = Callable[[FieldPath | None], SourceLine | None]
"""Finds the line of a path in the manifest."""


def of_daemonset(
    daemonset: DaemonSet, pod: Pod, nodes: Iterable[Node], snapshot: Snapshot, line: Lines
) -> tuple[Explanation, ...]:
    """For each node, before the DaemonSet's own pods are in the snapshot."""
    return tuple(
        _explanation(
            node,
            [
                *_lines(_explained(daemonset, pod, node, snapshot), line, _admitted(pod)),
                *_kubelet(pod, node, snapshot, line),
            ],
        )
        for node in nodes
    )


def _explained(daemonset: DaemonSet, pod: Pod, node: Node, snapshot: Snapshot) -> Iterable[ExplanationLine]:
    if controller_binds(snapshot.release):
        from dslint.placement.explanation_until_1_11 import explain

        return explain(daemonset, pod, node, snapshot)
    return explain_daemonset(daemonset, pod, node, snapshot)


@contextmanager
def without_pods_of(daemonset: DaemonSet, nodes: Iterable[Node], snapshot: Snapshot) -> Iterator[None]:
    """Without the DaemonSet's own pods on these nodes, where its new pod is explained."""
    own = [pod for node in nodes for pod in snapshot.state(node).pods if daemonset.owns(pod)]
    taken = [(pod, snapshot.take_out(pod)) for pod in own]
    try:
        yield
    finally:
        for pod, place in reversed(taken):
            snapshot.put_back(pod, place)


def of_pod(pod: Pod, nodes: Iterable[Node], snapshot: Snapshot, line: Lines) -> tuple[Explanation, ...]:
    return tuple(
        _explanation(
            node,
            [*_lines(explain_pod(pod, node, snapshot), line, _admitted(pod)), *_kubelet(pod, node, snapshot, line)],
        )
        for node in nodes
    )


def of_refused(rejection: Reason, nodes: Iterable[Node], line: Lines) -> tuple[Explanation, ...]:
    sources = _sources((rejection,), line)
    check = Check(Decider.API_SERVER, "admission", FAILS, rejection.message, sources)
    return tuple(Explanation(node.name, (check,)) for node in nodes)


def _explanation(node: Node, checks: Sequence[Check]) -> Explanation:
    return Explanation(node.name, tuple(checks))


def _admitted(pod: Pod) -> Check:
    spec = pod.spec
    asks = ", ".join(f"{name} {amount}" for name, amount in spec.requests.items() if name not in ("cpu", "memory"))
    compared = f"priority {spec.priority}, {spec.preemption_policy}" + (f", {asks}" if asks else "")
    return Check(Decider.API_SERVER, "admission", PASSES, compared)


def _lines(lines: Iterable[ExplanationLine], line: Lines, admitted: Check) -> Iterator[Check]:
    """Admission comes after the controller, which creates the pod, and before the scheduler."""
    pending: Check | None = admitted
    for item in lines:
        if pending is not None and item.decider is Decider.SCHEDULER:
            yield pending
            pending = None
        sources = _sources(item.reasons, line)
        yield Check(item.decider, item.check, item.verdict, item.compared, sources)


def _kubelet(pod: Pod, node: Node, snapshot: Snapshot, line: Lines) -> Iterator[Check]:
    remarks = node_remarks(pod.spec, node.shape, snapshot.cluster.platforms, snapshot.release)
    found = {reason.code: reason for reason in remarks}
    for code, name in KUBELET_CHECKS.items():
        if code == UNDER_PRESSURE and not node.shape.pressure:
            continue
        reason = found.get(code)
        if reason is None:
            yield Check(Decider.KUBELET, name, PASSES, "")
        else:
            yield Check(Decider.KUBELET, name, FAILS, reason.message, _sources((reason,), line))


def _sources(reasons: Iterable[Reason], line: Lines) -> tuple[SourceLine, ...]:
    found = (line(reason.path) for reason in reasons)
    return tuple(dict.fromkeys(place for place in found if place is not None))
