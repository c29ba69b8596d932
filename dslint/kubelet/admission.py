"""Whether a kubelet admits a pod to its node: a static pod, a DaemonSet's, or any other.

Kubernetes: pkg/kubelet/eviction/eviction_manager.go (Admit, which comes first), pkg/kubelet/lifecycle/predicate.go,
pkg/scheduler/eventhandlers.go (AdmissionCheck), pkg/kubelet/preemption/preemption.go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dslint.kubelet.behaviours import (
    CRITICAL_WHEREVER_STATIC,
    NO_EXECUTE_CHECKED,
    OPERATING_SYSTEM_FIELD_CHECKED,
    OPERATING_SYSTEM_LABEL_CHECKED,
    REJECTION_SAYS_WAS_REJECTED,
)
from dslint.kubelet.preemption import Shortage, victims
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.node_affinity import matches_node
from dslint.kubernetes.node_pressure import EVICTED, SYSTEM_CRITICAL, message, refuses
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE, untolerated
from dslint.plans import Decider, Reason

OPERATING_SYSTEM = "kubernetes.io/os"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the kubelet does with a pod: it admits it (no rejections), after evicting the victims.

    The code of a rejection is the reason in the pod's status; its message has the values of this node, then in
    brackets the message in the pod's status.
    """

    rejections: tuple[Reason, ...] = ()
    victims: tuple[Pod, ...] = ()

    @property
    def admitted(self) -> bool:
        return not self.rejections


def admit(pod: Pod, node: Node, others: Sequence[Pod], release: Release) -> Verdict:
    """Compare the pod with the node and the other active pods on it."""
    pressure = node.shape.pressure
    if refuses(pod.spec, pressure, release, critical=is_critical(pod, release)):
        return Verdict((_rejection(EVICTED, message(pressure).strip(), f"node has {', '.join(pressure)}", release),))
    systems = list(_operating_system(pod, node, release))
    if systems:
        return Verdict(tuple(systems))
    shortages = list(_shortages(pod, node, others))
    rest = list(_other_rejections(pod, node, others, release))
    if not is_critical(pod, release):
        short = [_out_of(shortage, release) for shortage in shortages]
        return Verdict(tuple(short + rest))
    if rest or not shortages:
        return Verdict(tuple(rest))
    evicted = victims(pod, others, shortages, lambda other: is_critical(other, release))
    if evicted is None:
        return Verdict((_cannot_preempt(shortages, release),))
    return Verdict((), evicted)


def is_critical(pod: Pod, release: Release) -> bool:
    """Static and mirror pods, and pods of a system priority. Kubernetes: pkg/kubelet/types/pod_update.go."""
    if pod.static and release.has(CRITICAL_WHEREVER_STATIC):
        return True
    return pod.spec.priority >= SYSTEM_CRITICAL


def _operating_system(pod: Pod, node: Node, release: Release) -> Iterator[Reason]:
    here = node.label(OPERATING_SYSTEM)
    if here is None:
        return
    wanted = pod.labels.get(OPERATING_SYSTEM)
    if wanted is not None and wanted != here and release.has(OPERATING_SYSTEM_LABEL_CHECKED):
        yield _rejection(
            "PodOSSelectorNodeLabelDoesNotMatch",
            "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label",
            f"pod label kubernetes.io/os={wanted}, node runs {here}",
            release,
        )
        return
    declared = (pod.spec.raw.get("os") or {}).get("name")
    if declared and declared != here and release.has(OPERATING_SYSTEM_FIELD_CHECKED):
        yield _rejection(
            "PodOSNotSupported",
            "Failed to admit pod as the OS field doesn't match node OS",
            f"spec.os.name is {declared}, node runs {here}",
            release,
        )


def _shortages(pod: Pod, node: Node, others: Iterable[Pod]) -> Iterator[Shortage]:
    held = list(others)
    allocatable = node.shape.allocatable
    if not node.shape.resources_known:
        return
    count = len(held) + node.shape.load.get("pods", 0)
    room = allocatable.get("pods", 0)
    if count + 1 > room:
        yield Shortage("pods", 1, count, room)
    for name, amount in sorted(pod.spec.requests.items()):
        if amount <= 0 or name in node.shape.unknown_resources or not _advertised(name, allocatable):
            continue
        used = node.shape.load.get(name, 0) + sum(other.spec.requests.get(name, 0) for other in held)
        if amount > allocatable.get(name, 0) - used:
            yield Shortage(name, amount, used, allocatable.get(name, 0))


def _advertised(name: str, allocatable: Mapping[str, int]) -> bool:
    # Requests for extended resources that the node does not have are ignored (removeMissingExtendedResources).
    return "/" not in name or name in allocatable


def _other_rejections(pod: Pod, node: Node, others: Sequence[Pod], release: Release) -> Iterator[Reason]:
    if not matches_node(pod.spec.node_selector.items(), pod.spec.required_node_terms, node):
        yield _predicate(
            "NodeAffinity",
            "node(s) didn't match Pod's node affinity/selector",
            "node selector or required node affinity does not match the node",
            release,
        )
    taken = [
        (mine, other)
        for mine in pod.spec.host_ports
        for other in others
        if any(mine.conflicts(theirs) for theirs in other.spec.host_ports)
    ]
    if taken:
        port, holder = taken[0]
        yield _predicate(
            "NodePorts",
            "node(s) didn't have free ports for the requested pod ports",
            f"host port {port} is used by {holder.key}",
            release,
        )
    if not pod.static and release.has(NO_EXECUTE_CHECKED):
        yield from _taints(pod, node, release)


def _taints(pod: Pod, node: Node, release: Release) -> Iterator[Reason]:
    missing = untolerated(node.shape.taints, pod.spec.tolerations, frozenset({NO_EXECUTE}))
    if missing:
        yield _predicate(
            "TaintToleration",
            "node(s) had taints that the pod didn't tolerate",
            f"untolerated taint {missing[0]}",
            release,
        )


def _out_of(shortage: Shortage, release: Release) -> Reason:
    message = (
        f"Node didn't have enough resource: {shortage.resource}, requested: {shortage.requested}, "
        f"used: {shortage.used}, capacity: {shortage.capacity}"
    )
    return _rejection(f"OutOf{shortage.resource}", message, str(shortage), release)


def _cannot_preempt(shortages: Sequence[Shortage], release: Release) -> Reason:
    wanted = "".join(f"(res: {item.resource}, q: {item.missing}), " for item in shortages)
    return _rejection(
        "UnexpectedAdmissionError",
        "Unexpected error while attempting to recover from admission failure: preemption: error finding a set of "
        f"pods to preempt: no set of running pods found to reclaim resources: [{wanted}]",
        "; ".join(str(item) for item in shortages)
        + ", and evicting every pod that may be evicted would not free enough",
        release,
    )


def _predicate(name: str, message: str, detail: str, release: Release) -> Reason:
    return _rejection(name, f"Predicate {name} failed: {message}", detail, release)


def _rejection(reason: str, message: str, detail: str, release: Release) -> Reason:
    prefix = "Pod was rejected: " if release.has(REJECTION_SAYS_WAS_REJECTED) else "Pod "
    return Reason(reason, Decider.KUBELET, f"{detail} ({prefix}{message})", reported=True)
