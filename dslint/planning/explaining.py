"""--explain: every check of some nodes, from the controller over admission and scheduler to the kubelet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dslint.findings import Path
from dslint.inventory.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.daemonset import DaemonSet
from dslint.placement.explaining import FAILS, PASSES, Line, explain_daemonset, explain_pod
from dslint.placement.world import World
from dslint.planning.admitting import Refused
from dslint.planning.machine import KUBELET_CHECKS, remarks
from dslint.plans import Check, Decider, Explanation, Reason, SourceLine

Places = Callable[[Path], SourceLine | None]
"""Where a path of the manifest stands."""


def of_daemonset(
    daemonset: DaemonSet, pod: Pod, nodes: Iterable[Node], world: World, places: Places
) -> tuple[Explanation, ...]:
    """For each node, as the world is before the DaemonSet's own pods are there."""
    return tuple(
        _explanation(
            node,
            [
                *_lines(explain_daemonset(daemonset, pod, node, world), places, _admitted(pod)),
                *_kubelet(pod, node, places),
            ],
        )
        for node in nodes
    )


def of_pod(pod: Pod, nodes: Iterable[Node], world: World, places: Places) -> tuple[Explanation, ...]:
    return tuple(
        _explanation(
            node, [*_lines(explain_pod(pod, node, world), places, _admitted(pod)), *_kubelet(pod, node, places)]
        )
        for node in nodes
    )


def of_refused(answer: Refused, nodes: Iterable[Node], places: Places) -> tuple[Explanation, ...]:
    sources = _sources((answer.reason(),), places)
    check = Check(Decider.API_SERVER, "admission", FAILS, answer.said, sources)
    return tuple(Explanation(node.name, (check,)) for node in nodes)


def _explanation(node: Node, checks: Sequence[Check]) -> Explanation:
    return Explanation(node.name, tuple(checks))


def _admitted(pod: Pod) -> Check:
    spec = pod.spec
    asks = ", ".join(f"{name} {amount}" for name, amount in spec.requests.items() if name not in ("cpu", "memory"))
    compared = f"priority {spec.priority}, {spec.preemption_policy}" + (f", {asks}" if asks else "")
    return Check(Decider.API_SERVER, "admission", PASSES, compared)


def _lines(lines: Iterable[Line], places: Places, admitted: Check) -> Iterator[Check]:
    """Admission stands between the controller, which makes the pod, and the scheduler, which gets it."""
    waiting: Check | None = admitted
    for line in lines:
        if waiting is not None and line.decider is Decider.SCHEDULER:
            yield waiting
            waiting = None
        yield Check(line.decider, line.check, line.verdict, line.compared, _sources(line.reasons, places))


def _kubelet(pod: Pod, node: Node, places: Places) -> Iterator[Check]:
    found = {reason.code: reason for reason in remarks(pod.spec, node.shape)}
    for code, name in KUBELET_CHECKS.items():
        reason = found.get(code)
        if reason is None:
            yield Check(Decider.KUBELET, name, PASSES, "")
        else:
            yield Check(Decider.KUBELET, name, FAILS, reason.message, _sources((reason,), places))


def _sources(reasons: Iterable[Reason], places: Places) -> tuple[SourceLine, ...]:
    found = (places(reason.path) for reason in reasons if reason.path is not None)
    return tuple(dict.fromkeys(place for place in found if place is not None))
