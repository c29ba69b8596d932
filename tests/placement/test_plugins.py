"""Which filters look at a pod at all."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.placement.filters.contract import EVERY_POD
from dslint.placement.plugins import FILTERS, parts_of
from tests.placement.building import away_from, near, node, pod, required, snapshot, term

PODS: dict[str, dict[str, Any]] = {
    "nodeName": {"nodeName": "n1"},
    "nodeSelector": {"nodeSelector": {"disk": "ssd"}},
    "nodeAffinity": {"affinity": required()},
    "hostPort": {"container": {"ports": [{"containerPort": 80, "hostPort": 80}]}},
    "podAffinity": {"affinity": near(term({"app": "a"}))},
    "podAntiAffinity": {"affinity": away_from(term({"app": "a"}))},
    "topologySpreadConstraints": {
        "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}]
    },
    "resourceClaims": {"resourceClaims": [{"name": "gpu", "resourceClaimName": "gpu"}]},
    "hostUsers": {"hostUsers": False},
    "restartPolicyRules": {"container": {"restartPolicyRules": [{"action": "RestartAllContainers"}]}},
    "persistentVolumeClaim": {"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}]},
    "ephemeral": {"volumes": [{"name": "v", "ephemeral": {"volumeClaimTemplate": {}}}]},
    "gcePersistentDisk": {"volumes": [{"name": "v", "gcePersistentDisk": {"pdName": "d"}}]},
    "awsElasticBlockStore": {"volumes": [{"name": "v", "awsElasticBlockStore": {"volumeID": "d"}}]},
    "iscsi": {"volumes": [{"name": "v", "iscsi": {"iqn": "d"}}]},
    "rbd": {"volumes": [{"name": "v", "rbd": {"image": "d"}}]},
}
"""A pod for each part that a filter reads."""


@pytest.mark.parametrize("part", PODS)
def test_a_pod_with_a_part_is_checked_by_the_filters_that_read_it(part: str) -> None:
    parts = parts_of(pod(**PODS[part]), snapshot(node()))
    assert parts - {"name"} == EVERY_POD | {part}


def test_a_plain_pod_is_checked_only_by_the_filters_for_every_pod() -> None:
    parts = parts_of(pod(hostUsers=True, volumes=[{"name": "v", "hostPath": {"path": "/"}}]), snapshot(node()))
    checked = [plugin.NAME for plugin in FILTERS if not plugin.READS_OF_POD.isdisjoint(parts)]
    assert checked == ["NodeUnschedulable", "TaintToleration", "NodeResourcesFit"]


def test_anti_affinity_of_a_pod_on_a_node_concerns_other_pods() -> None:
    there = pod("there", on="n1", affinity=away_from(term({"app": "a"})))
    assert "antiAffinityOfOthers" in parts_of(pod(), snapshot(node(), pods=[there]))


def test_each_part_that_a_filter_reads_has_a_pod_here() -> None:
    read = frozenset().union(*(plugin.READS_OF_POD for plugin in FILTERS))
    assert read == {*PODS, *EVERY_POD, "antiAffinityOfOthers"}
