"""ImageLocality: images that the node has already."""

from __future__ import annotations

import pytest

from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from dslint.placement.scoring import image_locality
from dslint.placement.snapshot import Snapshot
from tests.placement.building import node, pod, scored, snapshot

GI = 1024**3


def test_images_that_are_there_count_by_size_and_spread():
    image = {"agent:1": 500 * 1024 * 1024}
    cluster = snapshot(node("n1", images=image), node("n2"))
    made = pod(container={"image": "agent:1"})
    # 250 MB scaled by one of two nodes; from 23 MB to 1000 MB.
    assert scored(image_locality, made, cluster) == [(250 - 23) * 100 // (1000 - 23), 0]
    assert scored(image_locality, pod(container={"image": "other"}), cluster) is None


def test_an_image_without_tag_is_the_latest():
    cluster = snapshot(node("n1", images={"registry:5000/agent:latest": 2 * GI}))
    assert scored(image_locality, pod(container={"image": "registry:5000/agent"}), cluster) == [100]


def test_images_that_only_one_node_of_a_shape_has_count_as_well():
    nodes = [
        {"kind": "Node", "metadata": {"name": name}, "status": {"images": [{"names": [image], "sizeBytes": 2 * GI}]}}
        for name, image in (("n1", "agent:1"), ("n2", "other:1"))
    ]
    cluster = Snapshot(read_inventory(nodes), Release.of("1.36"))
    assert cluster.nodes[0].shape is cluster.nodes[1].shape
    assert scored(image_locality, pod(container={"image": "agent:1"}), cluster) == [100, 0]


BIG = {"big:1": 1000 * 1024**2}
INIT = {"initContainers": [{"name": "i", "image": "big:1"}]}
VOLUME = {"volumes": [{"name": "v", "image": {"reference": "big:1"}}]}
OF_A_THOUSAND, OF_TWO_THOUSAND = 100, (1000 - 23) * 100 // (2000 - 23)


@pytest.mark.parametrize(
    ("version", "spec", "expected"),
    [
        ("1.29", INIT, None),
        ("1.30", INIT, OF_TWO_THOUSAND),
        ("1.36", INIT, OF_TWO_THOUSAND),
        ("1.35", VOLUME, None),
        # The image of a volume does not raise the most that counts.
        ("1.36", VOLUME, OF_A_THOUSAND),
    ],
)
def test_images_of_init_containers_and_volumes_count_by_version(version, spec, expected):
    release = Release.of(version)
    cluster = snapshot(node("n1", images=BIG), release=release)
    found = scored(image_locality, pod(container={"image": "small:1"}, release=release, **spec), cluster)
    assert found == (None if expected is None else [expected])


@pytest.mark.parametrize(("version", "expected"), [("1.18", 100), ("1.19", OF_TWO_THOUSAND)])
def test_the_most_that_counts_is_each_containers_since_1_19(version, expected):
    release = Release.of(version)
    cluster = snapshot(node("n1", images=BIG), release=release)
    more = {"containers": [{"name": "a", "image": "big:1"}, {"name": "b", "image": "small:1"}]}
    assert scored(image_locality, pod(release=release, **more), cluster) == [expected]
