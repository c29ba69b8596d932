"""The order of the scheduler's filters, and how many reasons of each the event gives."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.placement.plugins import FILTERS, filters, reported_count
from tests.placement.building import events, node, pod, requesting, snapshot


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
