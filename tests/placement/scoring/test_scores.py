"""Each score plugin, on two or three nodes."""

from __future__ import annotations

import pytest

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.placement.scoring import (
    image_locality,
    inter_pod_affinity,
    node_affinity,
    node_resources_balanced_allocation,
    node_resources_fit,
    plugins,
    pod_topology_spread,
    taint_toleration,
)
from dslint.placement.scoring.contract import normalized
from dslint.placement.snapshot import Snapshot
from tests.placement.building import near, node, pod, requesting, snapshot, term

GI = 1024**3


def scored(plugin, made, cluster):
    return plugin.scores(made, [cluster.state(each) for each in cluster.nodes], cluster)


@pytest.mark.parametrize(
    ("raw", "reverse", "expected"),
    [
        ([0, 0], False, [0, 0]),
        ([0, 0], True, [100, 100]),
        ([1, 3], False, [33, 100]),
        ([1, 3], True, [67, 0]),
        ([], False, []),
    ],
)
def test_the_largest_becomes_a_hundred_and_division_cuts_off(raw, reverse, expected):
    assert normalized(raw, reverse=reverse) == expected


def test_soft_taints_cost_unless_tolerated():
    cluster = snapshot(node("n1"), node("n2", taints=("a:PreferNoSchedule",)), node("n3", taints=("b:NoSchedule",)))
    assert scored(taint_toleration, pod(), cluster) == [100, 0, 100]
    tolerating = pod(tolerations=[{"key": "a", "operator": "Exists", "effect": "PreferNoSchedule"}])
    assert scored(taint_toleration, tolerating, cluster) == [100, 100, 100]
    other_effect = pod(tolerations=[{"key": "a", "operator": "Exists", "effect": "NoSchedule"}])
    assert scored(taint_toleration, other_effect, cluster) == [100, 0, 100]


def preferring(*pairs):
    terms = [
        {"weight": weight, "preference": {"matchExpressions": [{"key": key, "operator": "Exists"}]}}
        for key, weight in pairs
    ]
    return pod(affinity={"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": terms}})


def test_preferred_terms_add_their_weights():
    cluster = snapshot(node("n1", {"a": ""}), node("n2", {"a": "", "b": ""}), node("n3"))
    assert scored(node_affinity, preferring(("a", 30), ("b", 60)), cluster) == [33, 100, 0]
    assert scored(node_affinity, pod(), cluster) is None


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


@pytest.mark.parametrize(("version", "skips"), [("1.36", True), ("1.30", False)])
def test_balance_skips_pods_that_request_nothing_since_1_33(version, skips):
    release = Release.of(version)
    cluster = snapshot(node("n1"), release=release)
    assert (scored(node_resources_balanced_allocation, pod(release=release), cluster) is None) is skips


def test_images_that_are_there_count_by_size_and_spread():
    image = {"agent:1": 500 * 1024 * 1024}
    cluster = snapshot(node("n1", images=image), node("n2"))
    made = pod(container={"image": "agent:1"})
    # 250 MB scaled by one of two nodes; from 23 MB to 1000 MB.
    assert scored(image_locality, made, cluster) == [(250 - 23) * 100 // (1000 - 23), 0]
    assert scored(image_locality, pod(container={"image": "other"}), cluster) is None


def test_an_image_without_tag_is_the_latest():
    cluster = snapshot(node("n1", images={"registry:5000/agent:latest": 2 * GI}))
    assert scored(image_locality, pod(container={"image": "registry:5000/agent"}), cluster) == [100]


def test_images_that_only_one_node_of_a_shape_has_count_as_well():
    nodes = [
        {"kind": "Node", "metadata": {"name": name}, "status": {"images": [{"names": [image], "sizeBytes": 2 * GI}]}}
        for name, image in (("n1", "agent:1"), ("n2", "other:1"))
    ]
    cluster = Snapshot(read_inventory(nodes), Release.of("1.36"))
    assert cluster.nodes[0].shape is cluster.nodes[1].shape
    assert scored(image_locality, pod(container={"image": "agent:1"}), cluster) == [100, 0]


def liking(kind, weight, selector):
    weighted = {"weight": weight, "podAffinityTerm": term(selector)}
    return {kind: {"preferredDuringSchedulingIgnoredDuringExecution": [weighted]}}


def test_preferred_company_counts_both_ways():
    cluster = snapshot(
        node("n1", {"zone": "a"}),
        node("n2", {"zone": "b"}),
        node("n3"),
        pods=[
            pod("web", on="n1", labels={"app": "web"}),
            pod("shy", on="n2", affinity=liking("podAntiAffinity", 10, {"app": "me"})),
        ],
    )
    drawn = pod(labels={"app": "me"}, affinity=liking("podAffinity", 10, {"app": "web"}))
    assert scored(inter_pod_affinity, drawn, cluster) == [100, 0, 50]
    assert scored(inter_pod_affinity, pod(), cluster) is None


def test_a_required_term_of_a_pod_there_draws_a_little():
    cluster = snapshot(
        node("n1", {"zone": "a"}),
        node("n2", {"zone": "b"}),
        pods=[pod("web", on="n2", labels={"app": "me"}, affinity=near(term({"app": "me"})))],
    )
    assert scored(inter_pod_affinity, pod(labels={"app": "me"}), cluster) == [0, 100]


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


@pytest.mark.parametrize(("version", "weight"), [("1.36", 3), ("1.22", 1)])
def test_weights_came_with_1_23(version, weight):
    release = Release.of(version)
    cluster = snapshot(node("n1"), node("n2", taints=("a:PreferNoSchedule",)), release=release)
    states = [cluster.state(each) for each in cluster.nodes]
    one, other = plugins.totals(pod(release=release), states, cluster)
    assert one - other == 100 * weight
