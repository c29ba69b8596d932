"""VolumeRestrictions, VolumeBinding, VolumeZone, NodeVolumeLimits: what claims and disks decide."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.filters import volume_restrictions
from dslint.placement.volume_matching import matching_volume
from tests.placement.building import RELEASE, events, messages, node, pod, snapshot

WRONG_PLACE = "node(s) didn't match PersistentVolume's node affinity"
NOTHING_TO_BIND = "node(s) didn't find available persistent volumes to bind"


def using(*claims, **more):
    volumes = [{"name": f"v{index}", "persistentVolumeClaim": {"claimName": name}} for index, name in enumerate(claims)]
    return pod(volumes=volumes, **more)


def claim(name="data", volume="", phase="Bound", modes=("ReadWriteOnce",), size="1Gi", **more):
    metadata = {"name": name, "namespace": "default", **more.pop("metadata", {})}
    spec = {"accessModes": list(modes), "resources": {"requests": {"storage": size}}, "volumeName": volume, **more}
    return {"metadata": metadata, "spec": spec, "status": {"phase": phase}}


def volume(name="pv", zone="", size="1Gi", phase="Bound", labels=None, **spec):
    affinity = {}
    if zone:
        expression = {"key": "zone", "operator": "In", "values": [zone]}
        affinity = {"nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [expression]}]}}}
    return {
        "metadata": {"name": name, "labels": labels or {}},
        "spec": {"capacity": {"storage": size}, "accessModes": ["ReadWriteOnce"], **affinity, **spec},
        "status": {"phase": phase},
    }


def storage_class(name="late", mode="WaitForFirstConsumer", provisioner="disk.example", **more):
    return {"metadata": {"name": name}, "volumeBindingMode": mode, "provisioner": provisioner, **more}


def cluster(claims=(), volumes=(), classes=(), release=RELEASE, **objects):
    return snapshot(
        node("n-a", {"zone": "a"}),
        node("n-b", {"zone": "b"}),
        release=release,
        PersistentVolumeClaim=list(claims),
        PersistentVolume=list(volumes),
        StorageClass=list(classes),
        **objects,
    )


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


def test_a_claim_for_which_a_node_was_chosen_stays_with_it():
    chosen = claim(
        phase="Pending",
        storageClassName="late",
        metadata={"annotations": {"volume.kubernetes.io/selected-node": "n-b"}},
    )
    world_ = cluster([chosen], classes=[storage_class()])
    assert events(using("data"), world_, "n-a") == [NOTHING_TO_BIND]
    assert events(using("data"), world_, "n-b") == []


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


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"topology.kubernetes.io/zone": "a"}, {"n-none", "n-a"}),
        ({"topology.kubernetes.io/zone": "a__b"}, {"n-none", "n-a", "n-b"}),
        ({"failure-domain.beta.kubernetes.io/zone": "b"}, {"n-none", "n-b"}),
        ({"topology.kubernetes.io/region": "r"}, {"n-none"}),
    ],
)
def test_a_labelled_volume_wants_a_node_in_its_zone(labels, expected):
    world_ = snapshot(
        node("n-a", {"topology.kubernetes.io/zone": "a"}),
        node("n-b", {"topology.kubernetes.io/zone": "b"}),
        node("n-none"),
        PersistentVolumeClaim=[claim(volume="pv")],
        PersistentVolume=[volume(labels=labels)],
    )
    assert {name for name in world_.by_name if not events(using("data"), world_, name)} == expected


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


@pytest.mark.parametrize("sizes", [("9Gi", "3Gi", "5Gi"), ("3Gi", "9Gi"), ("5Gi", "4Gi", "3Gi")])
def test_the_smallest_volume_that_suits_the_claim_is_bound(sizes):
    volumes = [volume(f"pv-{size}", size=size, phase="Available", storageClassName="late") for size in (*sizes, "1Gi")]
    within = cluster(volumes=volumes, classes=[storage_class()])
    wanted = claim(phase="Pending", size="2Gi", storageClassName="late")
    found = matching_volume(wanted, within.nodes[0], within, set())
    assert found is not None
    assert found["metadata"]["name"] == "pv-3Gi"
