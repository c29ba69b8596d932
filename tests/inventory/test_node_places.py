"""The pool and the zone of nodes, for maps."""

from __future__ import annotations

import pytest

from dslint.inventory.node_places import node_places, pool_of
from dslint.kubernetes.cluster import Node, Shape

ZONE, OLD_ZONE = "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"


@pytest.mark.parametrize(
    ("labels", "group", "pool"),
    [
        ({"karpenter.sh/nodepool": "k"}, "declared", "declared"),
        ({"agentpool": "a", "karpenter.sh/nodepool": "k"}, "", "k"),
        ({"karpenter.sh/nodepool": "", "agentpool": "a"}, "", "a"),
        ({"node.kubernetes.io/instance-type": "m6i"}, "", "m6i"),
        ({"node-role.kubernetes.io/worker": "", "node-role.kubernetes.io/edge": ""}, "", "edge"),
        ({"node-role.kubernetes.io/master": "", "node-role.kubernetes.io/control-plane": ""}, "", "control-plane"),
        ({"node.kubernetes.io/instance-type": "m6i", "node-role.kubernetes.io/worker": ""}, "", "worker"),
        ({}, "", ""),
    ],
)
def test_a_pool_is_the_group_the_clouds_name_or_the_role(labels: dict[str, str], group: str, pool: str) -> None:
    assert pool_of(Shape(labels, (), group=group)) == pool


def test_nodes_stand_by_pool_and_zone_in_the_order_of_first_appearance() -> None:
    shapes = [Shape({ZONE: "b"}, (), group="g"), Shape({OLD_ZONE: "a"}, (), group="g"), Shape({}, (), group="h")]
    nodes = [Node(n, f"n{n}", shapes[which], {}) for n, which in enumerate((0, 1, 2, 0))]
    nodes.append(Node(4, "n4", shapes[0], {ZONE: "c"}))
    assert [(place.pool, place.zone, place.nodes) for place in node_places(nodes)] == [
        ("g", "b", ("n0", "n3")),
        ("g", "a", ("n1",)),
        ("h", "", ("n2",)),
        ("g", "c", ("n4",)),
    ]
