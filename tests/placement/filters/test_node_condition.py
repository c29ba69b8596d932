"""CheckNodeCondition: nodes that are not ready, out of disk or without network, until taints stand for that."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.release import Release
from tests.placement.building import events, node, pod, snapshot


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ({}, []),
        ({"ready": "False"}, ["node(s) were not ready"]),
        ({"ready": "Unknown"}, ["node(s) were not ready"]),
        ({"conditions": ("OutOfDisk",)}, ["node(s) were out of disk space"]),
        ({"conditions": ("NetworkUnavailable",)}, ["node(s) had unavailable network"]),
    ],
)
def test_up_to_1_11_conditions_keep_pods_away(shape: dict[str, Any], expected: list[str]) -> None:
    for version, gates in (("1.11", {}), ("1.12", {"TaintNodesByCondition": False})):
        release = Release.of(version, gates)
        cluster = snapshot(node("n1", **shape), release=release)
        assert events(pod(release=release, tolerations=[{"operator": "Exists"}]), cluster, "n1") == expected


def test_from_1_12_on_taints_do() -> None:
    release = Release.of("1.12")
    cluster = snapshot(node("n1", ready="False"), release=release)
    assert events(pod(release=release), cluster, "n1") == []
