"""The pool and the zone of nodes, for maps."""

from __future__ import annotations

from dslint.inventory.node_places import node_places
from dslint.kubernetes.cluster import Node, Shape

ZONE, OLD_ZONE = "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"


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
