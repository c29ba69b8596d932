"""What a claim and a volume say of themselves: which claims a pod uses, whether they are bound, what they can reach."""

from __future__ import annotations

import pytest

from dslint.placement import volumes
from dslint.placement.volumes import ClaimUse, Users
from tests.placement.building import node, pod, snapshot
from tests.placement.volumes import claim, storage_class, using, volume


def test_claims_of_a_pod_have_their_place_and_ephemeral_ones_its_name():
    sources = [
        {"name": "tmp", "emptyDir": {}},
        {"name": "data", "persistentVolumeClaim": {"claimName": "shared"}},
        {"name": "scratch", "ephemeral": {"volumeClaimTemplate": {}}},
    ]
    assert list(volumes.claims_of(pod("web-0", volumes=sources))) == [
        ClaimUse("shared", 1, ephemeral=False),
        ClaimUse("web-0-scratch", 2, ephemeral=True),
    ]


@pytest.mark.parametrize(
    ("made", "counts"),
    [
        (using("data"), True),
        (using("other", "data"), True),
        (using("other"), False),
        (using("data", namespace="elsewhere"), False),
        (pod(), False),
    ],
)
def test_users_of_a_claim_are_pods_of_its_namespace(made, counts):
    assert Users("default", "data").counts(made, None) is counts


@pytest.mark.parametrize(
    ("made", "bound"),
    [
        (claim(volume="pv", phase="Bound"), True),
        (claim(volume="pv", phase="Pending"), False),
        (
            claim(volume="pv", phase="Pending", metadata={"annotations": {"pv.kubernetes.io/bind-completed": "yes"}}),
            True,
        ),
        (claim(volume="", phase="Bound"), False),
    ],
)
def test_a_claim_is_bound_once_both_sides_say_so(made, bound):
    assert volumes.bound(made) is bound


@pytest.mark.parametrize(
    ("annotation", "field", "name"),
    [(None, "late", "late"), ("old", "late", "old"), ("", "late", ""), (None, None, "")],
)
def test_the_annotation_of_a_storage_class_goes_before_the_field(annotation, field, name):
    annotations = {} if annotation is None else {"volume.beta.kubernetes.io/storage-class": annotation}
    made = claim(storageClassName=field, metadata={"annotations": annotations})
    assert volumes.class_name(made) == name


@pytest.mark.parametrize(
    ("mode", "named", "delayed"),
    [("WaitForFirstConsumer", "late", True), ("Immediate", "late", False), ("WaitForFirstConsumer", "other", False)],
)
def test_a_claim_waits_for_a_node_where_its_class_says_so(mode, named, delayed):
    within = snapshot(node("n1"), StorageClass=[storage_class(mode=mode)])
    assert volumes.delayed(claim(storageClassName=named), within) is delayed


@pytest.mark.parametrize(
    ("made", "reaches"),
    [
        (volume(), True),
        (volume(zone="a"), True),
        (volume(zone="b"), False),
        (volume(nodeAffinity={"required": {"nodeSelectorTerms": []}}), False),
    ],
)
def test_a_volume_reaches_the_nodes_of_its_affinity(made, reaches):
    assert volumes.reaches(made, node("n1", {"zone": "a"})) is reaches


@pytest.mark.parametrize(("modes", "once"), [(["ReadWriteOncePod"], True), (["ReadWriteOnce"], False), ([], False)])
def test_a_claim_for_one_pod_says_so_in_its_access_modes(modes, once):
    within = snapshot(node("n1"), PersistentVolumeClaim=[claim(modes=modes)])
    assert volumes.once_per_pod(within, "default", "data") is once
    assert volumes.once_per_pod(within, "default", "unknown") is False


def test_a_claim_is_lost_by_its_phase_and_going_by_its_timestamp():
    assert volumes.lost(claim(phase="Lost"))
    assert not volumes.lost(claim(phase="Pending"))
    assert volumes.deleted(claim(metadata={"deletionTimestamp": "2026-01-01T00:00:00Z"}))
    assert not volumes.deleted(claim())
