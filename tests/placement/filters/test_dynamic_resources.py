"""DynamicResources: an allocated claim keeps its pod where the devices are."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, node, pod, snapshot


def allocated(zone):
    selector = {"nodeSelectorTerms": [{"matchExpressions": [{"key": "zone", "operator": "In", "values": [zone]}]}]}
    return {
        "metadata": {"name": "gpu", "namespace": "default"},
        "status": {"allocation": {"nodeSelector": selector}},
    }


@pytest.mark.parametrize(
    ("version", "zone", "expected"),
    [
        ("1.36", "a", []),
        ("1.36", "b", ["resourceclaim not available on the node"]),
        ("1.33", "b", []),
    ],
)
def test_an_allocated_claim_keeps_its_pod_where_the_devices_are(version, zone, expected):
    release = Release.of(version)
    cluster = snapshot(node("n1", {"zone": "a"}), release=release, ResourceClaim=[allocated(zone)])
    made = pod(resourceClaims=[{"name": "g", "resourceClaimName": "gpu"}], release=release)
    assert events(made, cluster, "n1") == expected


def test_a_claim_that_nobody_declared_is_not_judged():
    made = pod(resourceClaims=[{"name": "g", "resourceClaimName": "gpu"}])
    assert events(made, snapshot(node("n1")), "n1") == []
