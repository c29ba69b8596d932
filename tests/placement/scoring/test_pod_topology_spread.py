"""PodTopologySpread: emptier domains."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.scoring import pod_topology_spread
from tests.placement.building import node, pod, scored, snapshot


def soft(key, skew=1):
    return {
        "maxSkew": skew,
        "topologyKey": key,
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": {"app": "web"}},
    }


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # ln 4 for two zones: 2 pods make 3, none makes 0; n4 has no zone.
        ("zone", [0, 0, 100, 0]),
        # ln 6 for four hosts: 2 and none.
        ("kubernetes.io/hostname", [0, 100, 100, 100]),
    ],
)
def test_emptier_domains_are_better(key, expected):
    cluster = snapshot(
        node("n1", {"zone": "a"}),
        node("n2", {"zone": "a"}),
        node("n3", {"zone": "b"}),
        node("n4"),
        pods=[pod(f"w{index}", on="n1", labels={"app": "web"}) for index in range(2)],
    )
    assert scored(pod_topology_spread, pod(topologySpreadConstraints=[soft(key)]), cluster) == expected
    assert scored(pod_topology_spread, pod(), cluster) is None


def test_skew_that_is_allowed_waters_the_difference_down():
    cluster = snapshot(
        node("n1", {"zone": "a"}), node("n2", {"zone": "b"}), pods=[pod("w", on="n1", labels={"app": "web"})]
    )
    scores = scored(pod_topology_spread, pod(topologySpreadConstraints=[soft("zone", skew=5)]), cluster)
    # round(ln 4 + 4) = 5 and 4.
    assert scores == [100 * (5 + 4 - 5) // 5, 100]
    scores = scored(pod_topology_spread, pod(topologySpreadConstraints=[soft("zone", skew=4)]), cluster)
    # round(ln 4 + 3) = 4 and 3.
    assert scores == [100 * (4 + 3 - 4) // 4, 100]


@pytest.mark.parametrize(
    ("gates", "expected"),
    [({}, [100, 100, 0]), ({"TaintTolerationComparisonOperators": True}, [100 // 6, 100 // 6, 100])],
)
def test_pods_on_nodes_whose_taint_gt_tolerates_count_as_the_gate_says(gates, expected):
    release = Release.of("1.36", gates)
    cluster = snapshot(
        node("n1", {"zone": "a"}),
        node("n2", {"zone": "a"}, taints=("sla=950:NoSchedule",)),
        node("n3", {"zone": "b"}),
        pods=[
            *(pod(f"a{index}", on="n2", labels={"app": "web"}) for index in range(4)),
            pod("b", on="n3", labels={"app": "web"}),
        ],
        release=release,
    )
    made = pod(
        tolerations=[{"key": "sla", "operator": "Gt", "value": "900"}],
        topologySpreadConstraints=[{**soft("zone"), "nodeTaintsPolicy": "Honor"}],
        release=release,
    )
    # round(4 ln 4) = 6 and round(ln 4) = 1.
    assert scored(pod_topology_spread, made, cluster) == expected
