"""A DaemonSet and its history among saved objects."""

from __future__ import annotations

import pytest

from dslint.kubectl import saved_objects
from tests.kubectl.saved import THREE, UID, agent, daemonset, revision


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (revision(8, "agent:8", ownerReferences=[{"uid": "another", "controller": True}]), "another's"),
        (revision(8, "agent:8", ownerReferences=[{"uid": UID}]), "not controlled"),
        (revision(8, "agent:8", labels={"app": "other"}), "not selected"),
        (revision(8, "agent:8", namespace="elsewhere"), "of another namespace"),
    ],
)
def test_only_controlled_and_selected_revisions_of_the_namespace_count(other: dict, reason: str) -> None:
    assert [found.number for found in agent(*THREE, other).revisions] == [1, 2, 3], reason


def test_a_daemonset_is_found_by_namespace_or_as_the_only_one_of_its_name() -> None:
    elsewhere = daemonset()
    elsewhere["metadata"] = {"name": "agent", "namespace": "logging", "uid": "other"}
    assert saved_objects.find([elsewhere], "agent", None) is not None
    assert saved_objects.find([elsewhere], "agent", "default") is None
    both = saved_objects.find([elsewhere, daemonset()], "agent", None)
    assert both is not None
    assert both.daemonset["metadata"]["namespace"] == "default"
    assert saved_objects.names([elsewhere, daemonset()], "logging") == ["agent"]


def test_a_saved_daemonset_is_named_as_kubectl_names_it() -> None:
    assert (agent().name, agent().resource) == ("agent", "daemonset.apps/agent")
    old = agent(of={**daemonset(), "apiVersion": "extensions/v1beta1"})
    assert old.resource == "daemonset.extensions/agent"


def test_of_several_revisions_with_one_number_the_last_counts() -> None:
    twice = agent(revision(2, "agent:2"), revision(2, "agent:x", name="second"))
    found = twice.revision(2)
    assert found is not None
    assert found.name == "second"
    assert twice.revision(3) is None


def test_names_are_those_of_daemonsets_in_the_order_of_the_file() -> None:
    other, elsewhere, pod = daemonset(), daemonset(), {"kind": "Pod", "metadata": {"name": "agent-x"}}
    other["metadata"]["name"] = "other"
    elsewhere["metadata"].update(name="first", namespace="logging")
    objects = [elsewhere, pod, other, daemonset()]
    assert saved_objects.names(objects, None) == ["first", "other", "agent"]
    assert saved_objects.names(objects, "default") == ["other", "agent"]
    assert saved_objects.names(objects, "kube-system") == []


def test_an_object_without_a_namespace_is_in_default() -> None:
    bare = daemonset()
    del bare["metadata"]["namespace"]
    assert saved_objects.find([bare], "agent", "default") is not None
    assert saved_objects.find([bare], "agent", "logging") is None
    assert saved_objects.find([bare], "other", None) is None
