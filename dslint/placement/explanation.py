"""Every check of a node with its verdict: what passes, what fails and why, and what is not checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.quantity_text import show
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import BLOCKING
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.placement.daemonset_controller import decide
from dslint.placement.filter_run import POD_PATH, FilterRun
from dslint.placement.filters import node_affinity, node_ports, node_resources_fit, node_unschedulable, taint_toleration
from dslint.placement.plugins import filters, in_default_profile
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Decider, Reason

PREEMPTION = "DefaultPreemption"
PASSES, FAILS, NOT_ASKED = "passes", "fails", "not asked"
CONTROLLER_CHECKS = (
    ("NodeName", "nodeName"),
    ("NodeSelector", "nodeSelector"),
    ("NodeAffinity", "required node affinity"),
    ("UntoleratedTaint", "taints"),
)
NOTHING_WANTED = "the pod asks for nothing that this check looks at"


class ExplanationLine(NamedTuple):
    """One check. `compared` says which values were compared; `reasons` are set where it fails."""

    decider: Decider
    check: str
    verdict: str
    compared: str
    reasons: tuple[Reason, ...] = ()


def filters_of(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> FilterRun:
    """The filters of a pod, prepared once for all nodes that are explained. `pinned`: it is a DaemonSet's."""
    return FilterRun(pod, snapshot, pinned=pinned, within=SPEC_PATH if pinned else POD_PATH)


def explain_daemonset(daemonset: DaemonSet, node: Node, filter_run: FilterRun) -> list[ExplanationLine]:
    """The controller's checks, then the scheduler's. The filters are those of its pod after admission, not bound."""
    return [*_controller(daemonset, node, filter_run.snapshot), *_scheduler(node, filter_run, pinned=True)]


def explain_pod(node: Node, filter_run: FilterRun) -> list[ExplanationLine]:
    return list(_scheduler(node, filter_run, pinned=False))


def _controller(daemonset: DaemonSet, node: Node, snapshot: Snapshot) -> Iterator[ExplanationLine]:
    reasons = decide(daemonset.spec, node, snapshot.release).reasons
    for code, check in CONTROLLER_CHECKS:
        found = tuple(reason for reason in reasons if reason.code == code)
        compared = "; ".join(reason.message for reason in found)
        compared = compared or CONTROLLER_COMPARED[code](daemonset.spec, node, snapshot.release)
        yield ExplanationLine(Decider.DAEMONSET_CONTROLLER, check, FAILS if found else PASSES, compared, found)


def _scheduler(node: Node, filter_run: FilterRun, *, pinned: bool) -> Iterator[ExplanationLine]:
    pod, snapshot = filter_run.pod, filter_run.snapshot
    state = snapshot.state(node)
    by_plugin = filter_run.by_plugin(node)
    for plugin in filters(snapshot.release):
        reasons = by_plugin.get(plugin.NAME)
        if not in_default_profile(plugin.NAME, snapshot.release):
            continue
        if reasons is None:
            yield ExplanationLine(Decider.SCHEDULER, plugin.NAME, NOT_ASKED, NOTHING_WANTED)
        elif reasons:
            compared = "; ".join(reason.message for reason in reasons)
            yield ExplanationLine(Decider.SCHEDULER, plugin.NAME, FAILS, compared, reasons)
        else:
            yield ExplanationLine(Decider.SCHEDULER, plugin.NAME, PASSES, _compared(plugin.NAME, pod, state))
    if pinned and filter_run.verdict(node).resolvable:
        yield _preemption(filter_run, node)


def _preemption(filter_run: FilterRun, node: Node) -> ExplanationLine:
    """What the scheduler tries where the pod does not fit."""
    from dslint.placement.preemption import evictions

    victims = evictions(filter_run, node)
    if not victims:
        compared = f"evicting pods below priority {filter_run.pod.spec.priority} makes no room"
        return ExplanationLine(Decider.SCHEDULER, PREEMPTION, FAILS, compared)
    said = ", ".join(
        f"{eviction.pod.key} (priority {eviction.pod.spec.priority})"
        + f" as one of {len(eviction.tied) + 1} that tie" * bool(eviction.tied)
        + ", which breaks its disruption budget" * eviction.violates
        for eviction in victims
    )
    return ExplanationLine(Decider.SCHEDULER, PREEMPTION, PASSES, f"evicts {said}")


def _compared(plugin: str, pod: Pod, state: NodeInfo) -> str:
    describe = COMPARED.get(plugin)
    return describe(pod, state) if describe else ""


def _resources(pod: Pod, state: NodeInfo) -> str:
    shape = state.node.shape
    if not shape.resources_known:
        return "the node's resources are not declared"
    parts = [f"{state.pod_count} of {shape.allocatable.get('pods', 0)} pods are there"]
    for name, amount in node_resources_fit.counted(pod.spec.requests, zero_fits=True).items():
        if name in shape.unknown_resources:
            parts.append(f"{name} is not declared")
            continue
        offered = shape.allocatable.get(name, 0)
        free = offered - state.requested.get(name, 0)
        parts.append(f"{name} {show(name, amount)} of {show(name, free)} free")
    return ", ".join(parts)


def _ports(pod: Pod, state: NodeInfo) -> str:  # noqa: ARG001
    return ", ".join(f"port {port} is free" for port in pod.spec.host_ports)


def _taints(pod: Pod, state: NodeInfo) -> str:  # noqa: ARG001
    taints = state.node.shape.taints
    return "tolerates " + ", ".join(map(str, taints)) if taints else "node has no taints"


def _cordon(pod: Pod, state: NodeInfo) -> str:  # noqa: ARG001
    return "tolerates the cordon" if state.node.shape.unschedulable else "node is not cordoned"


def _labels(pod: Pod, state: NodeInfo) -> str:
    return ", ".join(f"{key}={state.node.label(key)}" for key in pod.spec.node_selector)


COMPARED = {
    node_resources_fit.NAME: _resources,
    node_ports.NAME: _ports,
    taint_toleration.NAME: _taints,
    node_unschedulable.NAME: _cordon,
    node_affinity.NAME: _labels,
}


def _named(spec: PodSpec, node: Node, _release: Release) -> str:
    return f"the template names {node.name}" if spec.node_name else "the template does not set nodeName"


def _selected(spec: PodSpec, _node: Node, _release: Release) -> str:
    return ", ".join(f"{key}={value}" for key, value in spec.node_selector.items()) or "the template selects no labels"


def _required(spec: PodSpec, node: Node, _release: Release) -> str:
    if spec.required_node_terms is None:
        return "no node affinity is required"
    labels = node.labels
    number, term = next(
        (number, term) for number, term in enumerate(spec.required_node_terms, 1) if term.matches(labels, node.name)
    )
    asked = " and ".join(map(str, (*term.expressions, *term.fields)))
    return f"term {number} of {len(spec.required_node_terms)} matches: {asked}"


def _tolerated(spec: PodSpec, node: Node, release: Release) -> str:
    comparison = release.enabled("TaintTolerationComparisonOperators")
    found = []
    for taint in node.shape.taints:
        if taint.effect not in BLOCKING:
            found.append(f"{taint} is only for the scheduler")
            continue
        toleration = next(item for item in spec.tolerations if item.tolerates(taint, comparison=comparison))
        found.append(f"{taint} tolerated by {toleration}")
    return "; ".join(found) or "node has no taints"


CONTROLLER_COMPARED = {
    "NodeName": _named,
    "NodeSelector": _selected,
    "NodeAffinity": _required,
    "UntoleratedTaint": _tolerated,
}
"""What each check of the controller compared, for nodes that pass it."""
