"""Dumps as large clusters have them: read with few shapes and few specs. Their sizes are the benchmarks' matter."""

from __future__ import annotations

from pathlib import Path

from benchmarks.dumps import DAEMON_SETS, POOLS, write_dump
from dslint.inventory.reader import read_inventory


def test_nodes_of_a_pool_and_zone_share_a_shape_and_pods_of_a_template_a_spec(tmp_path: Path) -> None:
    cluster = read_inventory(write_dump(tmp_path, nodes=48, pods_a_node=10))
    assert (len(cluster.nodes), len(cluster.pods)) == (48, 480)
    assert len(list(cluster.shapes())) == POOLS * 3
    assert len({id(pod.spec) for pod in cluster.pods}) == 2
    assert sum(pod.owner is not None and pod.owner[0] == "DaemonSet" for pod in cluster.pods) == 48 * DAEMON_SETS
    assert set(cluster.nodes[0].own_labels) == {"kubernetes.io/hostname", "instance-id"}
