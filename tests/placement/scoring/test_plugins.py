"""The weights of the score plugins."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.scoring import plugins
from tests.placement.building import node, pod, snapshot


@pytest.mark.parametrize(("version", "weight"), [("1.36", 3), ("1.22", 1)])
def test_weights_came_with_1_23(version, weight):
    release = Release.of(version)
    cluster = snapshot(node("n1"), node("n2", taints=("a:PreferNoSchedule",)), release=release)
    one, other = plugins.totals(pod(release=release), cluster.nodes, cluster)
    assert one - other == 100 * weight
