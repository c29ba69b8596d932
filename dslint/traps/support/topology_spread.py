"""Topology spread constraints of a DaemonSet.

Each of its pods is created for one node. The scheduler counts only nodes that the pod may run on. That is one node, so
the spread is always even. Kubernetes: plugins/podtopologyspread.
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


def blocking_reason(constraint: SpreadConstraint, workload: Workload, release: Release) -> str | None:
    """Why the constraint keeps pods of the DaemonSet off their nodes; None if it does not."""
    if constraint.when_unsatisfiable != "DoNotSchedule":
        return None
    if constraint.selector is None or not constraint.selector.matches(workload.labels):
        return None
    key = constraint.topology_key
    if constraint.node_affinity_policy == "Ignore":
        return None if key == HOST_NAME else f"pods stay pending if one {key} has more nodes than another"
    # With fewer domains than minDomains the global minimum is 0, so old and new pod together exceed maxSkew.
    if constraint.min_domains > 1 and constraint.max_skew < 2 and surges(workload, release):
        return f"minDomains {constraint.min_domains} keeps the new pod of a surge off the node of the old one"
    return None
