"""VolumeBinding: claims must be bound, or get a volume that the node can reach."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, messages
from tests.placement.volumes import claim, cluster, storage_class, using, volume

WRONG_PLACE = "node(s) didn't match PersistentVolume's node affinity"
NOTHING_TO_BIND = "node(s) didn't find available persistent volumes to bind"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], 'persistentvolumeclaim "data" not found'),
        (
            [claim(volume="pv", phase="Lost")],
            'persistentvolumeclaim "data" bound to non-existent persistentvolume "pv"',
        ),
        (
            [claim(volume="pv", metadata={"deletionTimestamp": "2026-01-01T00:00:00Z"})],
            'persistentvolumeclaim "data" is being deleted',
        ),
        ([claim(phase="Pending", storageClassName="now")], "pod has unbound immediate PersistentVolumeClaims"),
        ([claim(phase="Pending", volume="pv")], "pod has unbound immediate PersistentVolumeClaims"),
        ([claim(volume="pv")], "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)"),
    ],
)
def test_claims_that_keep_a_pod_off_every_node(claims, expected):
    world_ = cluster(claims, classes=[storage_class("now", mode="Immediate")])
    assert events(using("data"), world_, "n-a") == [expected]


@pytest.mark.parametrize(
    ("version", "expected"), [("1.36", WRONG_PLACE), ("1.30", "node(s) had volume node affinity conflict")]
)
def test_a_bound_volume_must_reach_the_node(version, expected):
    release = Release.of(version)
    world_ = cluster([claim(volume="pv")], [volume(zone="a")], release=release)
    assert events(using("data", release=release), world_, "n-a") == []
    assert events(using("data", release=release), world_, "n-b") == [expected]


def test_a_missing_claim_is_reported_alone_though_all_is_said():
    world_ = cluster()
    made = using("nowhere", nodeSelector={"zone": "x"})
    assert events(made, world_, "n-a") == ['persistentvolumeclaim "nowhere" not found']
    assert len(messages(made, world_, "n-a")) == 2


@pytest.mark.parametrize(
    ("volumes", "storage", "expected"),
    [
        ([], storage_class(), {"n-a", "n-b"}),
        ([], storage_class(provisioner="kubernetes.io/no-provisioner"), set()),
        (
            [],
            storage_class(allowedTopologies=[{"matchLabelExpressions": [{"key": "zone", "values": ["b"]}]}]),
            {"n-b"},
        ),
        (
            [volume(zone="a", phase="Available", storageClassName="late")],
            storage_class(provisioner="kubernetes.io/no-provisioner"),
            {"n-a"},
        ),
        (
            [volume(zone="a", phase="Available", storageClassName="late", size="1Mi")],
            storage_class(provisioner="kubernetes.io/no-provisioner"),
            set(),
        ),
        (
            [volume(zone="a", phase="Available", storageClassName="late", claimRef={"name": "other"})],
            storage_class(provisioner="kubernetes.io/no-provisioner"),
            set(),
        ),
        (
            [volume(zone="b", phase="Bound", storageClassName="late", claimRef={"name": "data"})],
            storage_class(provisioner="kubernetes.io/no-provisioner"),
            {"n-b"},
        ),
    ],
)
def test_a_claim_that_waits_takes_a_volume_there_or_has_one_made(volumes, storage, expected):
    world_ = cluster([claim(phase="Pending", storageClassName="late")], volumes, [storage])
    assert {name for name in world_.by_name if not events(using("data"), world_, name)} == expected
    if not expected:
        assert events(using("data"), world_, "n-a") == [NOTHING_TO_BIND]


def test_two_claims_do_not_share_one_volume():
    waiting = [claim(name, phase="Pending", storageClassName="late") for name in ("one", "two")]
    storage = storage_class(provisioner="kubernetes.io/no-provisioner")
    world_ = cluster(waiting, [volume(zone="a", phase="Available", storageClassName="late")], [storage])
    assert events(using("one", "two"), world_, "n-a") == [NOTHING_TO_BIND]


@pytest.mark.parametrize(
    ("capacity", "expected"), [("10Gi", []), ("10Mi", ["node(s) did not have enough free storage"])]
)
def test_a_driver_that_tells_its_capacity_is_asked_for_room(capacity, expected):
    world_ = cluster(
        [claim(phase="Pending", storageClassName="late")],
        classes=[storage_class()],
        CSIDriver=[{"metadata": {"name": "disk.example"}, "spec": {"storageCapacity": True}}],
        CSIStorageCapacity=[
            {"storageClassName": "late", "capacity": capacity, "nodeTopology": {"matchLabels": {"zone": "a"}}}
        ],
    )
    assert events(using("data"), world_, "n-a") == expected


@pytest.mark.parametrize(("node", "other"), [("n-a", "n-b"), ("n-b", "n-a")])
def test_a_claim_for_which_a_node_was_chosen_stays_with_it(node, other):
    chosen = claim(
        phase="Pending",
        storageClassName="late",
        metadata={"annotations": {"volume.kubernetes.io/selected-node": node}},
    )
    world_ = cluster([chosen], classes=[storage_class()])
    assert events(using("data"), world_, other) == [NOTHING_TO_BIND]
    assert events(using("data"), world_, node) == []


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.27", "node(s) didn't satisfy plugin(s) [NodeAffinity VolumeBinding] simultaneously"), ("1.36", WRONG_PLACE)],
)
def test_1_27_and_1_28_hold_the_nodes_of_local_volumes_against_the_pin(version, expected):
    release = Release.of(version)
    expression = {"key": "kubernetes.io/hostname", "operator": "In", "values": ["n-b"]}
    local = volume(
        local={"path": "/mnt"},
        nodeAffinity={"required": {"nodeSelectorTerms": [{"matchExpressions": [expression]}]}},
    )
    world_ = cluster([claim(volume="pv")], [local], release=release)
    assert events(using("data", release=release), world_, "n-a", pinned=True) == [expected]
