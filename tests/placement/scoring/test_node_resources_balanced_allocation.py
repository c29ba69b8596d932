"""NodeResourcesBalancedAllocation: the same share of cpu and memory."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.scoring import node_resources_balanced_allocation
from tests.placement.building import node, pod, requesting, scored, snapshot


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        # cpu 1/4 and memory 0: 12.5 % apart from the mean; n2 stood 25 % apart and comes to 12.5 %.
        ("1.36", [68, 81]),
        ("1.35", [87, 87]),
        ("1.21", [75, 75]),
    ],
)
def test_balance_is_what_the_pod_changes_since_1_36(version, expected):
    release = Release.of(version)
    cluster = snapshot(
        node("n1", allocatable={"cpu": "4", "memory": "8Gi"}),
        node("n2", allocatable={"cpu": "4", "memory": "8Gi"}),
        pods=[pod("other", on="n2", container=requesting(cpu="0", memory="4Gi"), release=release)],
        release=release,
    )
    made = pod(container=requesting(cpu="1", memory="0"), release=release)
    assert scored(node_resources_balanced_allocation, made, cluster) == expected


@pytest.mark.parametrize(("cpu", "expected"), [("4", 75), ("1", 50), ("0", 50)])
def test_up_to_1_21_what_a_node_does_not_have_is_used_up(cpu, expected):
    release = Release.of("1.21")
    cluster = snapshot(node("n1", allocatable={"cpu": cpu, "memory": "8Gi"}), release=release)
    made = pod(container=requesting(cpu="1", memory="4Gi"), release=release)
    assert scored(node_resources_balanced_allocation, made, cluster) == [expected]


@pytest.mark.parametrize(("version", "skips"), [("1.36", True), ("1.30", False)])
def test_balance_skips_pods_that_request_nothing_since_1_33(version, skips):
    release = Release.of(version)
    cluster = snapshot(node("n1"), release=release)
    assert (scored(node_resources_balanced_allocation, pod(release=release), cluster) is None) is skips
