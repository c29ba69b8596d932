"""A Pod whose manifest names its node: the scheduler never sees it, and the node's kubelet decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dslint.findings import FieldPath
from dslint.kubelet.admission import admit
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.node_pressure import EVICTED
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.quantity_text import show
from dslint.kubernetes.release import Release
from dslint.placement.explanation import FAILS, NOT_ASKED, PASSES
from dslint.placement.filter_run import POD_PATH
from dslint.placement.preemption import Eviction
from dslint.placement.scheduling import AdmissionOfKubelet
from dslint.placement.snapshot import Snapshot
from dslint.planning.plan_options import PlanOptions
from dslint.plans import Check, Decider, Explanation, Reason, SourceLine

Lines = Callable[[FieldPath | None], SourceLine | None]

AGAIN = "the controller creates it again and again, after 1 s to 15 min"
UNCONDITIONAL = ("node pressure", "operating system")
"""The checks after which the kubelet asks nothing more if they fail."""

CHECKS: dict[str, Callable[[str], bool]] = {
    "node pressure": lambda code: code == EVICTED,
    "operating system": lambda code: code.startswith("PodOS"),
    "resources": lambda code: code.startswith("OutOf") or code == "UnexpectedAdmissionError",
    "NodeAffinity": lambda code: code == "NodeAffinity",
    "NodePorts": lambda code: code == "NodePorts",
    "TaintToleration": lambda code: code == "TaintToleration",
}
"""The kubelet's checks in their order, and which reasons of a pod's status they give."""


def admission(release: Release) -> AdmissionOfKubelet:
    """What the kubelet of a node does with a pod."""

    def of(pod: Pod, node: Node, others: Sequence[Pod]) -> tuple[tuple[Reason, ...], tuple[Eviction, ...]]:
        verdict = admit(pod, node, others, node.shape.kubelet_release(release))
        return verdict.rejections, tuple(Eviction(victim, violates=False) for victim in verdict.victims)

    return of


def refusals(pod: Pod, own: Pod | None, snapshot: Snapshot) -> tuple[Reason, ...]:
    """Why the kubelet of the node that a DaemonSet's template names refuses its pod; `own` is that pod in the snapshot.

    The controller deletes the pod, which is Failed, and creates it again.
    """
    node = snapshot.by_name.get(pod.spec.node_name)
    if node is None:
        return ()
    others = [other for other in snapshot.state(node).pods if other is not own]
    found = admit(pod, node, others, node.shape.kubelet_release(snapshot.release)).rejections
    return tuple(reason._replace(message=f"the kubelet refuses the pod: {reason.message}; {AGAIN}") for reason in found)


def with_refused(options: PlanOptions, pod: Pod, snapshot: Snapshot) -> PlanOptions:
    """The options of a rollout to this pod; where the kubelet refuses it, it never gets ready.

    The old pods are not in the snapshot.
    """
    return options._replace(broken=options.broken | {pod.spec.node_name}) if refusals(pod, None, snapshot) else options


def explanations(pod: Pod, nodes: Iterable[Node], snapshot: Snapshot, line: Lines) -> tuple[Explanation, ...]:
    """For each node: whether the Pod names it, and what its kubelet checks."""
    return tuple(Explanation(node.name, tuple(_checks(pod, node, snapshot, line))) for node in nodes)


def _checks(pod: Pod, node: Node, snapshot: Snapshot, line: Lines) -> Iterator[Check]:
    named = pod.spec.node_name
    place = line((*POD_PATH, "nodeName"))
    verdict = PASSES if node.name == named else FAILS
    said = f"nodeName is {named}: the scheduler does not see the pod"
    yield Check(Decider.API_SERVER, "nodeName", verdict, said, (place,) if place else ())
    if node.name == named:
        yield from _kubelet(pod, node, snapshot)


def _kubelet(pod: Pod, node: Node, snapshot: Snapshot) -> Iterator[Check]:
    others = snapshot.state(node).pods
    rejections = admit(pod, node, others, node.shape.kubelet_release(snapshot.release)).rejections
    asked = True
    for name, gives in CHECKS.items():
        found = [reason.message for reason in rejections if gives(reason.code)]
        verdict = FAILS if found else PASSES if asked else NOT_ASKED
        yield Check(Decider.KUBELET, name, verdict, "; ".join(found) or _compared(name, pod, node, others))
        asked = asked and not (found and name in UNCONDITIONAL)


def _compared(name: str, pod: Pod, node: Node, others: Sequence[Pod]) -> str:
    if name != "resources" or not node.shape.resources_known:
        return ""
    parts = []
    for resource, amount in sorted(pod.spec.requests.items()):
        allocatable = node.shape.allocatable.get(resource, 0)
        used = node.shape.load.get(resource, 0) + sum(other.spec.requests.get(resource, 0) for other in others)
        parts.append(f"{resource} {show(resource, amount)} of {show(resource, allocatable - used)} free")
    return ", ".join(parts)
