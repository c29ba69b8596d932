"""NodeVolumeLimits: a driver attaches only so many volumes to a node."""

from __future__ import annotations

import pytest

from tests.placement.building import events, messages, node, snapshot
from tests.placement.volumes import claim, using, volume


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
