from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.filter_run import FilterRun
from tests.placement.building import events, messages, node, pod, requesting, snapshot


def held(**requests):
    return pod("other", on="n1", container=requesting(**requests))


@pytest.mark.parametrize(
    ("allocatable", "there", "wanted", "expected"),
    [
        ({"cpu": "2"}, {"cpu": "1"}, {"cpu": "1"}, []),
        ({"cpu": "2"}, {"cpu": "1"}, {"cpu": "1001m"}, ["Insufficient cpu"]),
        ({"cpu": "2"}, {"cpu": "1900.5m"}, {"cpu": "99m"}, []),
        ({"cpu": "2"}, {"cpu": "1900.5m"}, {"cpu": "100m"}, ["Insufficient cpu"]),
        ({"memory": "1Gi"}, {}, {"memory": "1Gi"}, []),
        ({"memory": "1Gi"}, {}, {"memory": "1.1G"}, ["Insufficient memory"]),
        ({"pods": "1"}, {}, {}, ["Too many pods"]),
        ({"pods": "0"}, {}, {"cpu": "9"}, ["Too many pods", "Insufficient cpu"]),
        ({}, {}, {"nvidia.com/gpu": "1"}, ["Insufficient nvidia.com/gpu"]),
        ({"nvidia.com/gpu": "2"}, {"nvidia.com/gpu": "1"}, {"nvidia.com/gpu": "1"}, []),
        ({}, {}, {"hugepages-2Mi": "2Mi"}, ["Insufficient hugepages-2Mi"]),
        ({}, {}, {"ephemeral-storage": "1Gi", "cpu": "9"}, ["Insufficient cpu", "Insufficient ephemeral-storage"]),
        ({}, {}, {"unknown": "5"}, []),
    ],
)
def test_everything_that_is_short_is_reported(allocatable, there, wanted, expected):
    cluster = snapshot(node("n1", allocatable=allocatable), pods=[held(**there)])
    assert events(pod(container=requesting(**wanted)), cluster, "n1") == expected


@pytest.mark.parametrize(("version", "expected"), [("1.36", []), ("1.27", ["Insufficient cpu"])])
def test_a_request_of_zero_fits_an_overcommitted_node_since_1_29(version, expected):
    release = Release.of(version)
    there = pod("other", on="n1", container=requesting(cpu="5"), release=release)
    cluster = snapshot(node("n1", allocatable={"cpu": "4"}), pods=[there], release=release)
    wanted = pod(container=requesting(cpu="0", memory="1Mi"), release=release)
    assert events(wanted, cluster, "n1") == expected


@pytest.mark.parametrize(
    ("version", "request_", "resolvable"),
    [("1.36", "3", True), ("1.36", "5", False), ("1.33", "5", True)],
)
def test_what_exceeds_the_whole_node_cannot_be_preempted_for_since_1_34(version, request_, resolvable):
    release = Release.of(version)
    there = pod("other", on="n1", container=requesting(cpu="2"), release=release)
    cluster = snapshot(node("n1", allocatable={"cpu": "4"}), pods=[there], release=release)
    verdict = FilterRun(pod(container=requesting(cpu=request_), release=release), cluster, pinned=True).verdict(
        cluster.nodes[0]
    )
    assert not verdict.fits
    assert verdict.resolvable is resolvable


def test_messages_have_the_numbers():
    cluster = snapshot(node("n1", allocatable={"cpu": "3800m", "pods": "2"}), pods=[held(cpu="3680m"), held()])
    assert messages(pod(container=requesting(**{"cpu": "300m", "nvidia.com/gpu": "1"})), cluster, "n1") == [
        "needs room for 1 pod, 2 of 2 are there",
        "needs cpu 300m, 120m of 3800m free after 2 pods",
        "needs nvidia.com/gpu 1, node offers none",
    ]


def test_the_load_that_no_pod_explains_counts():
    loaded = node("n1", allocatable={"cpu": "2"}, load={"cpu": 1500, "pods": 109})
    assert messages(pod(container=requesting(cpu="1")), snapshot(loaded), "n1") == [
        "needs cpu 1, 500m of 2 free after 109 pods"
    ]


def test_a_node_without_declared_resources_is_not_judged():
    unknown = node("n1", allocatable={"cpu": "0", "pods": "0"}, resources_known=False)
    assert events(pod(container=requesting(cpu="1")), snapshot(unknown), "n1") == []


def test_the_reason_points_at_the_request_or_the_limit_it_comes_from():
    container = {"resources": {"requests": {"cpu": "9"}, "limits": {"nvidia.com/gpu": "1"}}}
    made = pod(container=container)
    verdict = FilterRun(made, snapshot(node("n1")), pinned=True).verdict(node("n1"))
    assert [reason.path for reason in verdict.reasons] == [("spec", "containers", 0, "resources", "requests", "cpu")]
