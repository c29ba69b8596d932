"""The labels and names that a pod requires of its node, and which of them a node lacks.

The DaemonSet controller and the scheduler's NodeAffinity share this (component-helpers, GetRequiredNodeAffinity).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.selectors import NodeSelectorTerm, Requirement
from dslint.plans import Reason

REQUIRED = ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
TERMS = (*REQUIRED, "nodeSelectorTerms")


NewReason = Callable[[str, str, FieldPath], Reason]
"""Makes a reason of the code, the message and the path in the pod's spec."""


def mismatches(spec: PodSpec, node: Node, reason: NewReason) -> Iterator[Reason]:
    """Every part of nodeSelector and required node affinity that the node does not match."""
    for key, value in spec.node_selector.items():
        if node.label(key) != value:
            message = f"nodeSelector {key}={value}, {_seen(node, key)}"
            yield reason("NodeSelector", message, ("nodeSelector", key))
    if spec.required_node_terms is None:
        return
    labels = node.labels
    if not any(term.matches(labels, node.name) for term in spec.required_node_terms):
        yield _affinity_mismatch(spec.required_node_terms, node, labels, reason)


def label_keys(spec: PodSpec) -> frozenset[str]:
    """The label keys that the spec reads of a node."""
    terms = spec.required_node_terms or ()
    return frozenset(spec.node_selector) | {requirement.key for term in terms for requirement in term.expressions}


def names(spec: PodSpec) -> frozenset[str]:
    """The node names that the spec mentions."""
    terms = spec.required_node_terms or ()
    mentioned = {value for term in terms for requirement in term.fields for value in requirement.values}
    return frozenset(mentioned | {spec.node_name} - {""})


def _affinity_mismatch(
    terms: tuple[NodeSelectorTerm, ...], node: Node, labels: dict[str, str], reason: NewReason
) -> Reason:
    path: FieldPath = TERMS
    if len(terms) == 1:
        path = _place_in_term(terms[0], node, labels)
    wanted = "; or ".join(dict.fromkeys(_unmet(term, node, labels) for term in terms))
    return reason("NodeAffinity", f"required node affinity: {wanted or 'without any term, so no node matches'}", path)


def _unmet(term: NodeSelectorTerm, node: Node, labels: dict[str, str]) -> str:
    if term.empty:
        return "an empty term matches no node"
    parts = [f"{requirement} ({_seen(node, requirement.key)})" for requirement in _failing(term, labels)]
    parts += [str(requirement) for requirement in term.fields if not _names(requirement, node)]
    return " and ".join(parts)


def _failing(term: NodeSelectorTerm, labels: dict[str, str]) -> list[Requirement]:
    return [requirement for requirement in term.expressions if not requirement.matches(labels)]


def _names(requirement: Requirement, node: Node) -> bool:
    return NodeSelectorTerm((), (requirement,)).matches({}, node.name)


def _place_in_term(term: NodeSelectorTerm, node: Node, labels: dict[str, str]) -> FieldPath:
    for index, requirement in enumerate(term.expressions):
        if not requirement.matches(labels):
            return (*TERMS, 0, "matchExpressions", index)
    for index, requirement in enumerate(term.fields):
        if not _names(requirement, node):
            return (*TERMS, 0, "matchFields", index)
    return (*TERMS, 0)


def _seen(node: Node, key: str) -> str:
    # The value of an own label (hostname) is left out, so that nodes with the same answer form one group.
    if key in node.own_labels:
        return f"node has another {key}"
    value = node.shape.labels.get(key)
    return f"node has no label {key}" if value is None else f"node has {key}={value}"
