from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import RELEASE, events, messages, node, pod, required, snapshot

EVENT = "node(s) didn't match pod topology spread constraints"
LABEL = "node(s) didn't match pod topology spread constraints (missing required label)"


def spread(key="zone", skew=1, selector=None, when="DoNotSchedule", **more):
    return {
        "maxSkew": skew,
        "topologyKey": key,
        "whenUnsatisfiable": when,
        "labelSelector": {"matchLabels": {"app": "web"}} if selector is None else selector,
        **more,
    }


def zones(counts, release=RELEASE, **shape):
    """A node a zone, with so many matching pods."""
    nodes = [node(f"n-{zone}", {"zone": zone}, **(shape if zone == "c" else {})) for zone in counts]
    pods = [
        pod(f"web-{zone}-{index}", on=f"n-{zone}", labels={"app": "web"}, release=release)
        for zone, count in counts.items()
        for index in range(count)
    ]
    return snapshot(*nodes, node("n-none"), pods=pods, release=release)


def taking(made, cluster):
    return {name for name in cluster.by_name if not events(made, cluster, name)}


@pytest.mark.parametrize(
    ("counts", "constraint", "expected"),
    [
        ({"a": 1, "b": 0}, spread(), {"n-b"}),
        ({"a": 1, "b": 1}, spread(), {"n-a", "n-b"}),
        ({"a": 2, "b": 0}, spread(skew=2), {"n-b"}),
        ({"a": 1, "b": 0}, spread(skew=2), {"n-a", "n-b"}),
        ({"a": 5, "b": 0}, spread(when="ScheduleAnyway"), {"n-a", "n-b", "n-none"}),
        ({"a": 5, "b": 0}, spread(selector={}), {"n-a", "n-b"}),
        ({"a": 0, "b": 0}, spread(minDomains=3), {"n-a", "n-b"}),
        ({"a": 1, "b": 1}, spread(minDomains=3), set()),
        ({"a": 1, "b": 1}, spread(minDomains=2), {"n-a", "n-b"}),
        ({"a": 1, "b": 0}, spread(selector={"matchLabels": {"app": "db"}}), {"n-a", "n-b"}),
    ],
)
def test_the_skew_against_the_emptiest_domain_decides(counts, constraint, expected):
    made = pod(labels={"app": "web"}, topologySpreadConstraints=[constraint])
    assert taking(made, zones(counts)) == expected


def test_a_pod_that_its_own_selector_leaves_out_adds_nothing():
    made = pod(labels={"app": "other"}, topologySpreadConstraints=[spread()])
    assert taking(made, zones({"a": 1, "b": 0})) == {"n-a", "n-b"}


def test_a_node_without_the_label_is_told_so_and_cannot_be_helped():
    made = pod(topologySpreadConstraints=[spread()])
    assert events(made, zones({"a": 0}), "n-none") == [LABEL]


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        ({}, {"n-a", "n-b"}),
        ({"nodeAffinityPolicy": "Ignore"}, set()),
        ({"nodeTaintsPolicy": "Honor"}, {"n-a", "n-b"}),
    ],
)
def test_policies_tell_which_nodes_are_domains(policies, expected):
    """Zone c is empty, and the pod cannot go there."""
    cluster = zones({"a": 1, "b": 1, "c": 0})
    not_c = required({"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a", "b"]}]})
    made = pod(labels={"app": "web"}, affinity=not_c, topologySpreadConstraints=[spread(**policies)])
    assert taking(made, cluster) == expected


def test_tainted_nodes_are_domains_unless_taints_are_honoured():
    cluster = zones({"a": 1, "c": 0}, taints=("x:NoSchedule",))
    assert taking(pod(labels={"app": "web"}, topologySpreadConstraints=[spread()]), cluster) == set()
    honouring = spread(nodeTaintsPolicy="Honor")
    assert taking(pod(labels={"app": "web"}, topologySpreadConstraints=[honouring]), cluster) == {"n-a"}


COMPARISON = {"TaintTolerationComparisonOperators": True}


def honouring_gt(release, **more):
    return pod(
        labels={"app": "web"},
        tolerations=[{"key": "sla", "operator": "Gt", "value": "900"}],
        topologySpreadConstraints=[spread(nodeTaintsPolicy="Honor", **more)],
        release=release,
    )


@pytest.mark.parametrize(("gates", "expected"), [({}, {"n-a"}), (COMPARISON, {"n-c"})])
def test_a_taint_that_gt_tolerates_is_honoured_as_the_gate_says(gates, expected):
    release = Release.of("1.36", gates)
    cluster = zones({"a": 1, "c": 0}, release=release, taints=("sla=950:NoSchedule",))
    assert taking(honouring_gt(release), cluster) == expected


@pytest.mark.parametrize(("gates", "expected"), [({}, False), (COMPARISON, True)])
def test_a_pinned_pod_counts_its_node_where_gt_tolerates_the_taint(gates, expected):
    release = Release.of("1.36", gates)
    cluster = zones({"c": 1}, release=release, taints=("sla=950:NoSchedule",))
    found = messages(honouring_gt(release, minDomains=2), cluster, "n-c", pinned=True)
    assert any(text.startswith("1 matching pods in its zone") for text in found) is expected


def test_terminating_pods_and_those_of_other_namespaces_are_not_counted():
    ending = {"deletionTimestamp": "2026-01-01T00:00:00Z", "name": "x", "labels": {"app": "web"}}
    cluster = snapshot(
        node("n-a", {"zone": "a"}),
        node("n-b", {"zone": "b"}),
        pods=[
            pod("x", on="n-a", metadata=ending),
            pod("y", on="n-a", labels={"app": "web"}, namespace="team-a"),
        ],
    )
    made = pod(labels={"app": "web"}, topologySpreadConstraints=[spread()])
    assert taking(made, cluster) == {"n-a", "n-b"}


@pytest.mark.parametrize(("version", "expected"), [("1.36", {"n-b", "n-a"}), ("1.26", {"n-b"})])
def test_match_label_keys_narrow_the_selector_since_1_27(version, expected):
    release = Release.of(version)
    constraint = spread(matchLabelKeys=["hash"])
    made = pod(labels={"app": "web", "hash": "new"}, topologySpreadConstraints=[constraint], release=release)
    assert taking(made, zones({"a": 1, "b": 0}, release)) == expected


@pytest.mark.parametrize(
    ("constraint", "passes"),
    [
        (spread(), True),
        (spread(minDomains=2), False),
        (spread(nodeAffinityPolicy="Ignore"), False),
    ],
)
def test_a_pinned_pod_sees_its_own_node_only_where_affinity_is_honoured(constraint, passes):
    cluster = zones({"a": 3, "b": 0})
    made = pod(labels={"app": "web"}, topologySpreadConstraints=[constraint])
    assert (events(made, cluster, "n-a", pinned=True) == []) is passes


def test_the_message_counts():
    made = pod(labels={"app": "web"}, topologySpreadConstraints=[spread()])
    assert messages(made, zones({"a": 2, "b": 0}), "n-a") == [
        "2 matching pods in its zone, 0 in the emptiest of 2: one more makes a skew of 3, maxSkew is 1"
    ]
    assert events(made, zones({"a": 2, "b": 0}), "n-a") == [EVENT]
