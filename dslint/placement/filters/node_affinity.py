"""A node must carry the labels of nodeSelector and meet one term of the required node affinity.

kube-scheduler: NodeAffinity. A DaemonSet's pod has its template's required terms replaced by the pin to its node.
"""

from __future__ import annotations

from dataclasses import replace

from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.filters.contract import Check, Refusal
from dslint.placement.node_selection import mismatches
from dslint.placement.world import NodeState, World

NAME = "NodeAffinity"
READS = frozenset({"labels", "name"})
EVENT = "node(s) didn't match Pod's node affinity/selector"
EVENT_BEFORE = "node(s) didn't match node selector"
EVENT_CONFLICT = "pod affinity terms conflict"


def prepare(pod: Pod, world: World, *, pinned: bool) -> Check | Refusal | None:
    spec = replace(pod.spec, required_node_terms=None) if pinned else pod.spec
    if not spec.node_selector and spec.required_node_terms is None:
        return None
    said = event(world.release)

    def check(state: NodeState) -> tuple[Refusal, ...]:
        found = mismatches(spec, state.node)
        return tuple(Refusal(code, message, said, path) for code, message, path in found)

    return check


def event(release: Release) -> str:
    return EVENT if release.has(behaviours.NODE_AFFINITY_TEXT) else EVENT_BEFORE
