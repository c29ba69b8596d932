"""Every check of a node by the DaemonSet controller up to 1.11, which bound its pods itself.

They have the names of its predicates. Kubernetes 1.9: pkg/controller/daemon/daemon_controller.go (Predicates,
nodeShouldRunDaemonPod), plugin/pkg/scheduler/algorithm/predicates/error.go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement import behaviours
from dslint.placement.daemonset import DaemonSet
from dslint.placement.daemonset_controller_until_1_11 import OUT_OF_DISK, BindingController
from dslint.placement.explanation import (
    COMPARED,
    CONTROLLER_COMPARED,
    FAILS,
    NOT_ASKED,
    PASSES,
    ExplanationLine,
)
from dslint.placement.filters import node_affinity, node_name, node_ports, node_resources_fit, taint_toleration
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Decider, Reason


class Predicate(NamedTuple):
    """A predicate, the plugin that decides the same, and the controller's words where it fails.

    Its words on resources have numbers.
    """

    name: str
    plugin: str
    failure: str


PREDICATES = (
    Predicate("OutOfDisk", OUT_OF_DISK, "node(s) were out of disk space"),
    Predicate("PodFitsHost", node_name.NAME, "node(s) didn't match the requested hostname"),
    Predicate("PodToleratesNodeTaints", taint_toleration.NAME, "node(s) had taints that the pod didn't tolerate"),
    Predicate("PodFitsResources", node_resources_fit.NAME, ""),
    Predicate("PodFitsHostPorts", node_ports.NAME, "node(s) didn't have free ports for the requested pod ports"),
    Predicate("MatchNodeSelector", node_affinity.NAME, "node(s) didn't match node selector"),
)


def explain(daemonset: DaemonSet, pod: Pod, node: Node, snapshot: Snapshot) -> Iterator[ExplanationLine]:
    """The predicates in the controller's order, then who binds the pod. `pod` is the DaemonSet's after admission."""
    controller = BindingController(daemonset, pod, snapshot)
    found = controller.found(node)
    for predicate in PREDICATES:
        reasons = found.get(predicate.plugin)
        if predicate.plugin == taint_toleration.NAME and not snapshot.release.has(behaviours.CONTROLLER_HONOURS_TAINTS):
            continue
        if not controller.asks(predicate.plugin):
            yield _line(predicate.name, NOT_ASKED, "the pod is critical by its annotation")
        elif reasons:
            compared = "; ".join(reason.message for reason in reasons)
            failure = predicate.failure or _insufficient(controller.pod, node, snapshot)
            yield _line(predicate.name, FAILS, f"{failure}: {compared}", reasons)
        else:
            yield _line(predicate.name, PASSES, _compared(predicate, daemonset, controller.pod, node, snapshot))
    fits = controller.decide_on(node).fits
    told = "creates a pod that is bound to the node: no scheduler is asked" if fits else "creates no pod here"
    yield _line("binding", PASSES if fits else FAILS, told)


def _line(check: str, verdict: str, compared: str, reasons: tuple[Reason, ...] = ()) -> ExplanationLine:
    return ExplanationLine(Decider.DAEMONSET_CONTROLLER, check, verdict, compared, reasons)


def _insufficient(pod: Pod, node: Node, snapshot: Snapshot) -> str:
    """The event FailedPlacement, in base units as the controller prints them."""
    state = snapshot.state(node)
    allocatable = node.shape.allocatable
    wanted = {"pods": 1, **node_resources_fit.counted(pod.spec.requests, zero_fits=True)}
    used = {"pods": state.pod_count, **state.requested}
    short = next(
        (name for name, amount in wanted.items() if amount > allocatable.get(name, 0) - used.get(name, 0)), "pods"
    )
    numbers = f"requested: {wanted[short]}, used: {used.get(short, 0)}, capacity: {allocatable.get(short, 0)}"
    return f'failed to place pod on "{node.name}": Node didn\'t have enough resource: {short}, {numbers}'


def _compared(predicate: Predicate, daemonset: DaemonSet, pod: Pod, node: Node, snapshot: Snapshot) -> str:
    """What the predicate compared, for nodes that pass it."""
    if predicate.plugin == node_name.NAME:
        return CONTROLLER_COMPARED["NodeName"](daemonset.spec, node, snapshot.release)
    if predicate.plugin == OUT_OF_DISK:
        return "node is not out of disk"
    if predicate.plugin == node_affinity.NAME:
        checks = (CONTROLLER_COMPARED[code] for code in ("NodeSelector", "NodeAffinity"))
        return "; ".join(check(daemonset.spec, node, snapshot.release) for check in checks)
    describe: Callable[[Pod, NodeInfo], str] = COMPARED[predicate.plugin]
    return describe(pod, snapshot.state(node)) or "the template asks for no host port"
