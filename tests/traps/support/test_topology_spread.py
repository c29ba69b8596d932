"""Topology spread constraints of a DaemonSet, and which of them keep its pods off their nodes."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.traps.support.topology_spread import blocking_reason, constraints
from dslint.traps.support.workload import Workload
from tests.traps.pod_affinity import HOST_NAME, ZONE, spread
from tests.traps.workloads import DAEMONSET, POD, SURGE, changed

NEWEST = Release.of("1.36")


def workload(changes, base=DAEMONSET):
    value = changed(base, changes)
    if "updateStrategy" in value["spec"]:
        value["spec"]["updateStrategy"]["type"] = "RollingUpdate"
    return Workload.of(value, value)


def reasons(changes):
    whole = workload(changes)
    return [blocking_reason(constraint, whole, NEWEST) for constraint, _ in constraints(whole, NEWEST)]


def test_constraints_come_with_their_path():
    path = ("spec", "template", "spec", "topologySpreadConstraints", 0)
    assert [(one.topology_key, here) for one, here in constraints(workload(spread()), NEWEST)] == [(ZONE, path)]


def test_pods_alone_and_daemonsets_before_the_scheduler_took_them_have_none():
    assert list(constraints(workload(spread(), POD), NEWEST)) == []
    assert list(constraints(workload(spread()), Release.of("1.11"))) == []


def test_nodes_that_the_pod_cannot_run_on_count_where_the_affinity_is_ignored():
    assert reasons(spread(nodeAffinityPolicy="Ignore")) == [
        f"pods stay pending if one {ZONE} has more nodes than another"
    ]
    assert reasons(spread(nodeAffinityPolicy="Honor")) == [None]
    assert reasons(spread(nodeAffinityPolicy="Ignore", topologyKey=HOST_NAME)) == [None]


@pytest.mark.parametrize(("minimum", "skew", "blocks"), [(1, 1, False), (2, 1, True), (3, 1, True), (2, 2, False)])
def test_too_few_domains_leave_no_place_for_the_second_pod_of_a_surge(minimum, skew, blocks):
    constraint = spread(minDomains=minimum, maxSkew=skew)
    reason = f"minDomains {minimum} keeps the new pod of a surge off the node of the old one"
    assert reasons({**constraint, **SURGE}) == [reason if blocks else None]
    assert reasons(constraint) == [None]


@pytest.mark.parametrize(
    "constraint",
    [
        {"whenUnsatisfiable": "ScheduleAnyway"},
        {"labelSelector": {"matchLabels": {"app": "other"}}},
        {"labelSelector": None},
    ],
)
def test_a_constraint_that_only_prefers_or_counts_other_pods_blocks_nothing(constraint):
    assert reasons(spread(nodeAffinityPolicy="Ignore", **constraint)) == [None]
