"""Topology spread constraints of a DaemonSet.

Each of its pods is made for one node. The scheduler counts over the nodes that the pod may run on, and that is one:
the spread over a single node is always even. Kubernetes: plugins/podtopologyspread.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath
from dslint.kubernetes.release import Release
from dslint.kubernetes.topology_spread import SpreadConstraint, spread_constraints
from dslint.traps.support.own_pods import HOST_NAME
from dslint.traps.support.surge import surges
from dslint.traps.support.workload import Workload

_CONSTRAINTS = "topologySpreadConstraints"


def constraints(workload: Workload, release: Release) -> Iterator[tuple[SpreadConstraint, FieldPath]]:
    if not workload.daemonset or not release.enabled("ScheduleDaemonSetPods"):
        return
    for constraint in spread_constraints(workload.spec.get(_CONSTRAINTS) or (), workload.labels, release):
        yield constraint, workload.at(_CONSTRAINTS, constraint.position)


def why_blocking(constraint: SpreadConstraint, workload: Workload, release: Release) -> str | None:
    """How the constraint keeps pods of the DaemonSet from their nodes, None where it does not."""
    if constraint.when_unsatisfiable != "DoNotSchedule":
        return None
    if constraint.selector is None or not constraint.selector.matches(workload.labels):
        return None
    key = constraint.topology_key
    if constraint.node_affinity_policy == "Ignore":
        return None if key == HOST_NAME else f"pods stay pending where one {key} has more nodes than another"
    # With too few domains the smallest counts as empty, so the old pod beside the new is one too many.
    if constraint.min_domains > 1 and constraint.max_skew < 2 and surges(workload, release):
        return f"minDomains {constraint.min_domains} keeps the new pod of a surge from the node of the old one"
    return None
