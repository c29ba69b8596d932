"""Which filters look at a pod, their order, and how many reasons of each the event gives."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.filters.contract import EVERY_POD
from dslint.placement.plugins import FILTERS, filters, parts_of, reported_count
from tests.placement.building import (
    away_from,
    events,
    near,
    node,
    pod,
    requesting,
    required,
    snapshot,
    term,
)

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
    "azureDisk": {"volumes": [{"name": "v", "azureDisk": {"diskName": "d", "diskURI": "d"}}]},
    "cinder": {"volumes": [{"name": "v", "cinder": {"volumeID": "d"}}]},
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


def names(version):
    return [plugin.NAME for plugin in filters(Release.of(version))]


def test_the_default_profile_begins_with_what_is_cheap():
    assert names("1.36")[:6] == [
        "NodeUnschedulable",
        "NodeName",
        "TaintToleration",
        "NodeAffinity",
        "NodePorts",
        "NodeResourcesFit",
    ]
    assert names("1.20") == names("1.36")


def test_up_to_1_19_resources_are_asked_second():
    assert names("1.19")[:3] == ["NodeUnschedulable", "NodeResourcesFit", "NodeName"]


def test_up_to_1_19_the_same_filters_are_asked_but_for_those_that_came_later():
    assert set(names("1.36")) - set(names("1.19")) == {"DynamicResources", "NodeDeclaredFeatures"}
    assert len(set(names("1.19"))) == len(names("1.19"))


@pytest.mark.parametrize(("version", "event"), [("1.19", "Insufficient cpu"), ("1.36", "node(s) didn't match")])
def test_the_event_gives_the_first_of_two_reasons_in_that_order(version, event):
    release = Release.of(version)
    made = pod(container=requesting(cpu="9"), nodeSelector={"zone": "a"}, release=release)
    (said,) = events(made, snapshot(node("n1"), release=release), "n1")
    assert said.startswith(event)


@pytest.mark.parametrize(("version", "count"), [("1.21", 2), ("1.22", 1), ("1.36", 1)])
def test_pod_affinity_gave_a_general_and_a_special_reason_up_to_1_21(version, count):
    assert reported_count("InterPodAffinity", Release.of(version)) == count


def test_resources_give_all_their_reasons_and_other_plugins_one():
    counts = {plugin.NAME: reported_count(plugin.NAME, Release.of("1.36")) for plugin in FILTERS}
    assert counts.pop("NodeResourcesFit") is None
    assert set(counts.values()) == {1}
