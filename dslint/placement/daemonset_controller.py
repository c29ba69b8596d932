"""On which nodes the DaemonSet controller creates pods, and on which it keeps them, from 1.12 on.

Kubernetes: pkg/controller/daemon/daemon_controller.go (NodeShouldRunDaemonPod). It reads the template's nodeName,
nodeSelector and required node affinity, and the node's NoSchedule and NoExecute taints; nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release
from dslint.kubernetes.taints import NO_EXECUTE, Removal, Taint, removal_of, untolerated
from dslint.placement import node_selection
from dslint.placement.daemonset import SPEC_PATH, DaemonSet
from dslint.plans import Decider, Reason


class Decision(NamedTuple):
    """`should_run`: a node without a pod gets one. `should_continue`: a node keeps the pod that it has."""

    should_run: bool
    should_continue: bool
    reasons: tuple[Reason, ...]


UNTOLERATED = "UntoleratedTaint"
YES = Decision(should_run=True, should_continue=True, reasons=())


def decide(spec: PodSpec, node: Node, release: Release) -> Decision:
    """The decision for one node, with all reasons. `spec` has the automatic tolerations."""
    reasons = [*_name_reasons(spec, node), *node_selection.mismatches(spec, node, _reason)]
    taints = _untolerated(spec, node, release)
    if not reasons and not taints:
        return YES
    stays = not reasons and all(taint.effect != NO_EXECUTE for taint in taints)
    reasons.extend(_reason(UNTOLERATED, f"untolerated taint {taint}", ("tolerations",)) for taint in taints)
    return Decision(should_run=False, should_continue=stays, reasons=tuple(reasons))


def decide_all(spec: PodSpec, nodes: Sequence[Node], release: Release) -> list[Decision]:
    """The decision for each node, in their order; nodes that do not differ for the spec are decided once."""
    signature = signatures(spec, nodes)
    known: dict[Hashable, Decision] = {}
    decisions: list[Decision] = []
    for node in nodes:
        key = signature(node)
        decision = known.get(key)
        if decision is None:
            decision = known[key] = decide(spec, node, release)
        decisions.append(decision)
    return decisions


def temporary_taints(
    reasons: Sequence[Reason], daemonset: DaemonSet, shape: Shape, release: Release
) -> tuple[tuple[Taint, Removal], ...]:
    """The taints that keep the pod away for these reasons, if nothing else does and each is known to be temporary."""
    if not reasons or any(reason.code != UNTOLERATED for reason in reasons):
        return ()
    comparison = release.enabled("TaintTolerationComparisonOperators")
    taints = untolerated(shape.taints, daemonset.spec.tolerations, comparison=comparison)
    found = [(taint, removal) for taint in taints if (removal := removal_of(taint)) is not None]
    return tuple(found) if len(found) == len(taints) else ()


def removes_itself(daemonset: DaemonSet, removal: Removal) -> bool:
    """Whether the DaemonSet seems to be what removes the taint, so that it must run first."""
    return bool(removal.component) and removal.component in daemonset.name


def away_for_now(decision: Decision, daemonset: DaemonSet, shape: Shape, release: Release) -> bool:
    """Whether the node keeps its pod until it is deleted, and gets another one once temporary taints are gone."""
    if decision.should_run or not decision.should_continue:
        return False
    taints = temporary_taints(decision.reasons, daemonset, shape, release)
    return bool(taints) and not any(removes_itself(daemonset, removal) for _, removal in taints)


def signatures(spec: PodSpec, nodes: Sequence[Node]) -> Callable[[Node], Hashable]:
    """How nodes differ for this spec: in their shape, and in own labels or the name where the spec mentions them."""
    wanted = node_selection.label_keys(spec)
    keys = sorted(key for key in wanted if any(key in node.own_labels for node in nodes))
    names = node_selection.names(spec)
    if not keys and not names:
        return lambda node: node.shape
    return lambda node: (
        node.shape,
        node.name if node.name in names else "",
        *(node.own_labels.get(key) for key in keys),
    )


def _name_reasons(spec: PodSpec, node: Node) -> Iterator[Reason]:
    if spec.node_name and spec.node_name != node.name:
        yield _reason("NodeName", f"nodeName is {spec.node_name}", ("nodeName",))


def _untolerated(spec: PodSpec, node: Node, release: Release) -> list[Taint]:
    if not node.shape.taints:
        return []
    comparison = release.enabled("TaintTolerationComparisonOperators")
    return untolerated(node.shape.taints, spec.tolerations, comparison=comparison)


def _reason(code: str, message: str, path: FieldPath) -> Reason:
    return Reason(code, Decider.DAEMONSET_CONTROLLER, message, path=(*SPEC_PATH, *path))
