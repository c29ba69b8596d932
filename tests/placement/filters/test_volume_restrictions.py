"""VolumeRestrictions: disks and claims that only one pod can use."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.filters import volume_restrictions
from tests.placement.building import events, node, pod, snapshot
from tests.placement.volumes import claim, cluster, using, volume


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.36", volume_restrictions.EVENT_IN_USE),
        ("1.30", "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"),
    ],
)
def test_a_claim_for_one_pod_is_in_use_everywhere(version, expected):
    release = Release.of(version)
    world_ = cluster([claim(volume="pv", modes=("ReadWriteOncePod",))], [volume()], release=release)
    assert events(using("data", release=release), world_, "n-a") == []
    world_.add(using("data", on="n-b", release=release))
    assert events(using("data", release=release), world_, "n-a") == [expected]


def disk(kind, **source):
    return [{"name": "d", kind: source}]


@pytest.mark.parametrize(
    ("held", "wanted", "clashes"),
    [
        (disk("gcePersistentDisk", pdName="d"), disk("gcePersistentDisk", pdName="d"), True),
        (disk("gcePersistentDisk", pdName="d"), disk("gcePersistentDisk", pdName="e"), False),
        (
            disk("gcePersistentDisk", pdName="d", readOnly=True),
            disk("gcePersistentDisk", pdName="d", readOnly=True),
            False,
        ),
        (disk("awsElasticBlockStore", volumeID="v", readOnly=True), disk("awsElasticBlockStore", volumeID="v"), True),
        (disk("iscsi", iqn="q"), disk("iscsi", iqn="q", readOnly=True), True),
        (
            disk("rbd", monitors=["a", "b"], image="i"),
            disk("rbd", monitors=["b"], image="i", pool="rbd"),
            True,
        ),
        (disk("rbd", monitors=["a"], image="i"), disk("rbd", monitors=["b"], image="i"), False),
    ],
)
def test_one_disk_hangs_on_one_pod_of_a_node(held, wanted, clashes):
    world_ = snapshot(node("n-a"), pods=[pod("other", on="n-a", volumes=held)])
    expected = ["node(s) had no available disk"] if clashes else []
    assert events(pod(volumes=wanted), world_, "n-a") == expected
