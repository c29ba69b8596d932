"""NodeVolumeLimits: a driver attaches only so many volumes to a node."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, messages, node, pod, snapshot
from tests.placement.volumes import claim, storage_class, using, volume


def attached(name, driver="disk.example"):
    return volume(name, csi={"driver": driver, "volumeHandle": name})


@pytest.mark.parametrize(
    ("limit", "there", "wanted", "fits"),
    [
        (2, ["one"], ["two"], True),
        (1, ["one"], ["two"], False),
        (1, ["one"], ["one"], True),
        (2, ["one"], ["two", "three"], False),
        (None, ["one"], ["two"], True),
    ],
)
def test_a_driver_attaches_no_more_than_its_node_allows(limit, there, wanted, fits):
    names = ["one", "two", "three"]
    world_ = snapshot(
        node("n-a"),
        pods=[using(*there, on="n-a")],
        PersistentVolumeClaim=[claim(name, volume=name) for name in names],
        PersistentVolume=[attached(name) for name in names],
        CSINode=[
            {
                "metadata": {"name": "n-a"},
                "spec": {
                    "drivers": [{"name": "disk.example", "allocatable": {} if limit is None else {"count": limit}}]
                },
            }
        ],
    )
    assert events(using(*wanted), world_, "n-a") == ([] if fits else ["node(s) exceed max volume count"])


def test_disks_of_the_tree_count_for_the_driver_that_took_them_over():
    world_ = snapshot(
        node("n-a"),
        PersistentVolumeClaim=[claim(volume="old")],
        PersistentVolume=[volume("old", awsElasticBlockStore={"volumeID": "vol-1"})],
        CSINode=[
            {
                "metadata": {"name": "n-a"},
                "spec": {"drivers": [{"name": "ebs.csi.aws.com", "allocatable": {"count": 0}}]},
            }
        ],
    )
    assert messages(using("data"), world_, "n-a") == ["needs 1 more volumes of ebs.csi.aws.com, 0 of 0 are attached"]


def full(driver, **annotations):
    """A node whose driver attaches one volume."""
    drivers = [{"name": driver, "allocatable": {"count": 1}}]
    return {"metadata": {"name": "n-a", "annotations": annotations}, "spec": {"drivers": drivers}}


FULL = ["node(s) exceed max volume count"]
EBS = {"name": "v", "awsElasticBlockStore": {"volumeID": "aws://zone-a/vol-2"}}
AZURE = {"name": "v", "azureDisk": {"diskName": "two", "diskURI": "/subscriptions/a/disks/two"}}
VSPHERE = {"name": "v", "vsphereVolume": {"volumePath": "[store] two.vmdk"}}
ANNOTATION = "storage.alpha.kubernetes.io/migrated-plugins"


@pytest.mark.parametrize(
    ("version", "driver", "made", "annotations", "expected"),
    [
        ("1.36", "ebs.csi.aws.com", EBS, {}, FULL),
        ("1.26", "ebs.csi.aws.com", EBS, {}, []),
        ("1.26", "ebs.csi.aws.com", EBS, {ANNOTATION: "kubernetes.io/aws-ebs,kubernetes.io/cinder"}, FULL),
        ("1.26", "ebs.csi.aws.com", EBS, {ANNOTATION: "kubernetes.io/cinder"}, []),
        ("1.36", "disk.csi.azure.com", AZURE, {}, FULL),
        ("1.36", "disk.csi.azure.com", EBS, {}, []),
        ("1.36", "csi.vsphere.vmware.com", VSPHERE, {}, []),
    ],
)
def test_disks_written_in_the_pod_count_where_their_plugin_moved(version, driver, made, annotations, expected):
    release = Release.of(version)
    present = pod("there", on="n-a", volumes=[{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}])
    cluster = snapshot(
        node("n-a"),
        pods=[present],
        release=release,
        PersistentVolumeClaim=[claim(volume="pv")],
        PersistentVolume=[attached("pv", driver)],
        CSINode=[full(driver, **annotations)],
    )
    assert events(pod(volumes=[made], release=release), cluster, "n-a") == expected


def test_one_disk_of_two_pods_is_attached_once_however_it_is_written():
    there = pod("there", on="n-a", volumes=[EBS])
    again = {"name": "v", "awsElasticBlockStore": {"volumeID": "vol-2", "readOnly": True}}
    cluster = snapshot(node("n-a"), pods=[there], CSINode=[full("ebs.csi.aws.com")])
    found = messages(pod(volumes=[again]), cluster, "n-a")
    assert not [text for text in found if "are attached" in text]


def test_a_claim_of_an_in_tree_class_is_provisioned_by_the_driver():
    cluster = snapshot(
        node("n-a"),
        pods=[pod("there", on="n-a", volumes=[EBS])],
        PersistentVolumeClaim=[claim(phase="Pending", storageClassName="late")],
        StorageClass=[storage_class(provisioner="kubernetes.io/aws-ebs")],
        CSINode=[full("ebs.csi.aws.com")],
    )
    assert "needs 1 more volumes of ebs.csi.aws.com, 1 of 1 are attached" in messages(using("data"), cluster, "n-a")
