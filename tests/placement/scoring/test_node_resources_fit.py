"""NodeResourcesFit: what is left on the node."""

from __future__ import annotations

from dslint.placement.scoring import node_resources_fit
from tests.placement.building import node, pod, requesting, scored, snapshot


def test_more_left_is_better_and_a_container_without_requests_counts_a_little():
    cluster = snapshot(
        node("n1", allocatable={"cpu": "1", "memory": "1000Mi"}),
        node("n2", allocatable={"cpu": "2", "memory": "1000Mi"}),
        pods=[pod("other", on="n2", container=requesting(cpu="1"))],
    )
    # 100m and 200Mi each: n1 has 90 % and 80 % left; n2, with a second pod, 45 % and 60 %.
    assert scored(node_resources_fit, pod(), cluster) == [85, 52]


def test_what_exceeds_the_node_leaves_nothing():
    cluster = snapshot(node("n1", allocatable={"cpu": "1", "memory": "1Gi"}))
    assert scored(node_resources_fit, pod(container=requesting(cpu="2", memory="0")), cluster) == [50]
