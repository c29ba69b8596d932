"""--explain: every check of a node, by the controller, admission, the scheduler and the kubelet."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller import signatures
from dslint.placement.explanation import FAILS, PASSES, ExplanationLine, explain_daemonset, explain_pod, filters_of
from dslint.placement.filter_run import FilterRun
from dslint.placement.node_remarks import KUBELET_CHECKS, UNDER_PRESSURE, node_remarks
from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import controller_binds
from dslint.placement.trials import put_back, take_out
from dslint.plans import Check, Decider, Explanation, Reason, SourceLine

Lines = Callable[[FieldPath | None], SourceLine | None]
"""Finds the line of a path in the manifest."""


def of_daemonset(
    daemonset: DaemonSet, pod: Pod, nodes: Iterable[Node], snapshot: Snapshot, line: Lines
) -> tuple[Explanation, ...]:
    """For each node, before the DaemonSet's own pods are in the snapshot."""
    if controller_binds(snapshot.release):
        from dslint.placement.explanation_until_1_11 import explain

        return _explanations(pod, nodes, lambda node: explain(daemonset, pod, node, snapshot), None, snapshot, line)
    filter_run = filters_of(pod, snapshot, pinned=True)
    # Admission only adds to what the template selects: nodes alike for the pod are alike for the controller.
    return _explanations(
        pod, nodes, lambda node: explain_daemonset(daemonset, node, filter_run), filter_run, snapshot, line
    )


def _explanations(
    pod: Pod,
    nodes: Iterable[Node],
    explain: Callable[[Node], Iterable[ExplanationLine]],
    filter_run: FilterRun | None,
    snapshot: Snapshot,
    line: Lines,
) -> tuple[Explanation, ...]:
    """Nodes without pods that do not differ for the pod are explained once, where only the node itself decides."""
    admitted, signature = _admitted(pod), signatures(pod.spec, snapshot.nodes)
    apart = filter_run is None or not filter_run.reads_one_node
    known: dict[Hashable, tuple[Check, ...]] = {}
    found = []
    for node in nodes:
        key = node.index if apart or snapshot.occupied(node) else ("empty", signature(node))
        if key not in known:
            known[key] = (*_lines(explain(node), line, admitted), *_kubelet(pod, node, snapshot, line))
        found.append(Explanation(node.name, known[key]))
    return tuple(found)


@contextmanager
def without_pods_of(daemonset: DaemonSet, nodes: Iterable[Node], snapshot: Snapshot) -> Iterator[None]:
    """Without the DaemonSet's own pods on these nodes, where its new pod is explained."""
    own = [pod for node in nodes for pod in snapshot.state(node).pods if daemonset.owns(pod)]
    taken = [(pod, take_out(pod, snapshot)) for pod in own]
    try:
        yield
    finally:
        for pod, place in reversed(taken):
            put_back(pod, place, snapshot)


def of_pod(pod: Pod, nodes: Iterable[Node], snapshot: Snapshot, line: Lines) -> tuple[Explanation, ...]:
    filter_run = filters_of(pod, snapshot, pinned=False)
    return _explanations(pod, nodes, lambda node: explain_pod(node, filter_run), filter_run, snapshot, line)


def of_refused(rejection: Reason, nodes: Iterable[Node], line: Lines) -> tuple[Explanation, ...]:
    sources = _sources((rejection,), line)
    check = Check(Decider.API_SERVER, "admission", FAILS, rejection.message, sources)
    return tuple(Explanation(node.name, (check,)) for node in nodes)


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
