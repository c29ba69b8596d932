"""VolumeZone: a volume with a zone label wants a node in its zone."""

from __future__ import annotations

import pytest

from tests.placement.building import events, node, snapshot
from tests.placement.volumes import claim, using, volume


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
