"""The volume that a claim with delayed binding gets on a node."""

from __future__ import annotations

import pytest

from dslint.placement.volume_matching import enough_capacity, matching_volume, provisionable
from tests.placement.volumes import claim, cluster, storage_class, volume


@pytest.mark.parametrize("sizes", [("9Gi", "3Gi", "5Gi"), ("3Gi", "9Gi"), ("5Gi", "4Gi", "3Gi")])
def test_the_smallest_volume_that_suits_the_claim_is_bound(sizes):
    volumes = [volume(f"pv-{size}", size=size, phase="Available", storageClassName="late") for size in (*sizes, "1Gi")]
    within = cluster(volumes=volumes, classes=[storage_class()])
    wanted = claim(phase="Pending", size="2Gi", storageClassName="late")
    found = matching_volume(wanted, within.nodes[0], within, set())
    assert found is not None
    assert found["metadata"]["name"] == "pv-3Gi"


def waiting(**more):
    return claim(phase="Pending", **{"storageClassName": "late", **more})


def available(**more):
    return volume(**{"phase": "Available", "storageClassName": "late", **more})


def matched(wanted, *volumes, on=0, taken=()):
    within = cluster(volumes=volumes, classes=[storage_class()])
    found = matching_volume(wanted, within.nodes[on], within, set(taken))
    return None if found is None else found["metadata"]["name"]


@pytest.mark.parametrize(
    ("offered", "wanted", "found"),
    [
        ({}, {}, True),
        ({"size": "1Gi"}, {"size": "1Gi"}, True),
        ({"size": "1Gi"}, {"size": "1025Mi"}, False),
        ({"phase": "Bound"}, {}, False),
        ({"phase": "Released"}, {}, False),
        ({"storageClassName": "other"}, {}, False),
        ({"storageClassName": "early"}, {}, False),
        ({"volumeMode": "Block"}, {}, False),
        ({"volumeMode": "Block"}, {"volumeMode": "Block"}, True),
        ({"volumeMode": "Filesystem"}, {}, True),
        ({"labels": {"tier": "fast"}}, {"selector": {"matchLabels": {"tier": "fast"}}}, True),
        ({"labels": {"tier": "slow"}}, {"selector": {"matchLabels": {"tier": "fast"}}}, False),
        ({"accessModes": ["ReadWriteOnce", "ReadOnlyMany"]}, {"modes": ["ReadOnlyMany"]}, True),
        ({"accessModes": ["ReadWriteOnce"]}, {"modes": ["ReadWriteOnce", "ReadWriteMany"]}, False),
        ({"zone": "b"}, {}, False),
    ],
)
def test_a_volume_suits_a_claim_in_size_class_mode_labels_access_and_place(offered, wanted, found):
    assert matched(waiting(**wanted), available(**offered)) == ("pv" if found else None)


def test_a_volume_that_is_kept_for_the_claim_is_the_only_choice():
    kept = available(name="kept", size="9Gi", zone="b", claimRef={"namespace": "default", "name": "data"})
    assert matched(waiting(), available(), kept, on=1) == "kept"
    assert matched(waiting(), kept, available(), on=0) is None


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ({"namespace": "default", "name": "data"}, True),
        ({"namespace": "elsewhere", "name": "data"}, False),
        ({"namespace": "default", "name": "other"}, False),
        ({"namespace": "default", "name": "data", "uid": "1"}, True),
        ({"namespace": "default", "name": "data", "uid": "2"}, False),
    ],
)
def test_a_volume_is_kept_for_a_claim_of_that_namespace_name_and_uid(reference, found):
    assert matched(waiting(metadata={"uid": "1"}), available(claimRef=reference)) == ("pv" if found else None)


def test_a_volume_that_another_claim_of_the_pod_takes_is_gone():
    assert matched(waiting(), available(), taken={"pv"}) is None
    assert matched(waiting(), available(), available(name="second"), taken={"pv"}) == "second"


@pytest.mark.parametrize(
    ("more", "made"),
    [
        ({}, True),
        ({"provisioner": "kubernetes.io/no-provisioner"}, False),
        ({"provisioner": ""}, False),
        ({"allowedTopologies": [{"matchLabelExpressions": [{"key": "zone", "values": ["a", "c"]}]}]}, True),
        ({"allowedTopologies": [{"matchLabelExpressions": [{"key": "zone", "values": ["b"]}]}]}, False),
    ],
)
def test_a_class_makes_volumes_with_a_provisioner_and_where_its_topologies_allow(more, made):
    within = cluster(classes=[storage_class(**more)])
    assert provisionable(waiting(), within.nodes[0], within) is made
    assert provisionable(waiting(storageClassName="unknown"), within.nodes[0], within) is False


@pytest.mark.parametrize(
    ("capacity", "enough"),
    [
        ({"capacity": "1Gi"}, True),
        ({"capacity": "1023Mi"}, False),
        ({"capacity": "9Gi", "maximumVolumeSize": "512Mi"}, False),
        ({"capacity": "512Mi", "maximumVolumeSize": "1Gi"}, True),
        ({}, False),
        ({"capacity": "9Gi", "storageClassName": "other"}, False),
        ({"capacity": "9Gi", "nodeTopology": {"matchLabels": {"zone": "b"}}}, False),
        ({"capacity": "9Gi", "nodeTopology": None}, False),
    ],
)
def test_room_is_counted_for_the_class_and_the_place(capacity, enough):
    told = {"storageClassName": "late", "nodeTopology": {"matchLabels": {"zone": "a"}}, **capacity}
    driver = {"metadata": {"name": "disk.example"}, "spec": {"storageCapacity": True}}
    within = cluster(classes=[storage_class()], CSIDriver=[driver], CSIStorageCapacity=[told])
    assert enough_capacity(waiting(), within.nodes[0], within) is enough


def test_a_driver_that_tells_no_capacity_is_not_asked():
    silent = {"metadata": {"name": "disk.example"}, "spec": {}}
    within = cluster(classes=[storage_class()], CSIDriver=[silent])
    assert enough_capacity(waiting(size="9Ti"), within.nodes[0], within)
