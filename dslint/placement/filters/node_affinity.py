"""A node must have the labels of nodeSelector and match one term of the required node affinity.

kube-scheduler: NodeAffinity. In a DaemonSet's pod a term that names its node replaces the template's required terms.
"""

from __future__ import annotations

from dataclasses import replace

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import NodeSelectorTerm
from dslint.placement import behaviours
from dslint.placement.filters.contract import NO_EVENTS, Check, Verdict, Verdicts, reason, rejected
from dslint.placement.node_selection import TERMS, mismatches
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "NodeAffinity"
READS = frozenset({"labels", "name"})
READS_OF_POD = frozenset({"nodeSelector", "nodeAffinity"})
EVENTS = NO_EVENTS
EVENT = "node(s) didn't match Pod's node affinity/selector"
EVENT_BEFORE = "node(s) didn't match node selector"
EVENT_NARROWED = "node(s) didn't satisfy plugin(s) [NodeAffinity]"
EVENT_CONFLICT = "pod affinity terms conflict"


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | Verdict | None:
    spec = replace(pod.spec, required_node_terms=None) if pinned else pod.spec
    if not spec.node_selector and spec.required_node_terms is None:
        return None
    names = _names(spec.required_node_terms or ()) if snapshot.release.has(behaviours.NARROWS_TO_ITS_NODE) else None
    if names is not None and not names:
        return Verdict((reason("NodeAffinity", "every term requires two node names at once", EVENT_CONFLICT, TERMS),))
    said = event(snapshot.release)
    narrowed = EVENT_NARROWED if snapshot.release.has(behaviours.NARROWED_NODES_IN_EVENT) else ""

    def check(state: NodeInfo) -> Verdicts:
        outside = names is not None and state.node.name not in names
        shown = narrowed if outside else said
        found = mismatches(spec, state.node, lambda code, message, path: reason(code, message, shown, path))
        return rejected(found, before_filters=outside)

    return check


def _names(terms: tuple[NodeSelectorTerm, ...]) -> set[str] | None:
    """The nodes that the terms name; None if one of the terms names no node, so that every node is filtered."""
    found: set[str] = set()
    for term in terms:
        named = [set(requirement.values) for requirement in term.fields if requirement.operator == "In"]
        if not named:
            return None
        found |= set.intersection(*named)
    return found if terms else None


def event(release: Release) -> str:
    return EVENT if release.has(behaviours.NODE_AFFINITY_TEXT) else EVENT_BEFORE
