"""NodeUnschedulable: a cordoned node."""

from __future__ import annotations

import pytest

from tests.placement.building import events, node, pod, snapshot

UNSCHEDULABLE = "node(s) were unschedulable"


@pytest.mark.parametrize(
    ("tolerations", "expected"),
    [
        ([], [UNSCHEDULABLE]),
        ([{"key": "node.kubernetes.io/unschedulable", "operator": "Exists", "effect": "NoSchedule"}], []),
        ([{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}], []),
        ([{"key": "node.kubernetes.io/unschedulable", "value": "x"}], [UNSCHEDULABLE]),
        ([{"operator": "Exists"}], []),
    ],
)
def test_a_cordoned_node_takes_only_who_tolerates_the_cordon(tolerations, expected):
    cluster = snapshot(node("n1", unschedulable=True))
    assert events(pod(tolerations=tolerations), cluster, "n1") == expected
