"""The volume that a claim with delayed binding gets on a node."""

from __future__ import annotations

import pytest

from dslint.placement.volume_matching import matching_volume
from tests.placement.volumes import claim, cluster, storage_class, volume


@pytest.mark.parametrize("sizes", [("9Gi", "3Gi", "5Gi"), ("3Gi", "9Gi"), ("5Gi", "4Gi", "3Gi")])
def test_the_smallest_volume_that_suits_the_claim_is_bound(sizes):
    volumes = [volume(f"pv-{size}", size=size, phase="Available", storageClassName="late") for size in (*sizes, "1Gi")]
    within = cluster(volumes=volumes, classes=[storage_class()])
    wanted = claim(phase="Pending", size="2Gi", storageClassName="late")
    found = matching_volume(wanted, within.nodes[0], within, set())
    assert found is not None
    assert found["metadata"]["name"] == "pv-3Gi"
