"""The labels of new pods: the hash of their revision and the generation of their template."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import GENERATION_ANNOTATION, DaemonSet
from dslint.rollout.existing_pods import ExistingPod
from dslint.rollout.revision_labels import revision_labels
from tests.rollout.clusters import daemonset

RELEASE = Release.of("1.36")
SELECTS = {"app": "agent"}


def parsed(raw: dict[str, Any], generation: str = "") -> DaemonSet:
    if generation:
        raw["metadata"]["annotations"] = {GENERATION_ANNOTATION: generation}
    return DaemonSet.of(defaulted(raw, RELEASE), RELEASE)


def pod(*, owned: bool = True, created: str = "", **labels: str) -> ExistingPod:
    found = Pod("default", "agent-x", labels, parsed(daemonset()).spec, node="n1", created=created)
    found.owner = ("DaemonSet", "agent") if owned else None
    return ExistingPod(found, "n1")


def revision(image: str, name: str) -> dict[str, Any]:
    owner = {"kind": "DaemonSet", "name": "agent", "uid": "u", "controller": True}
    labels = {**SELECTS, "controller-revision-hash": name}
    return {
        "apiVersion": "apps/v1",
        "kind": "ControllerRevision",
        "metadata": {"name": f"agent-{name}", "namespace": "default", "labels": labels, "ownerReferences": [owner]},
        "revision": 1,
        "data": {"spec": {"template": defaulted(daemonset(image), RELEASE)["spec"]["template"]}},
    }


def labels_of(
    old: DaemonSet | None, new: DaemonSet, *present: ExistingPod, history: tuple[dict[str, Any], ...] = ()
) -> tuple[str, str]:
    cluster = Cluster("test", [], objects={"ControllerRevision": list(history)})
    return revision_labels(old, new, present, cluster, RELEASE)


def test_a_changed_template_has_a_new_hash_and_the_next_generation() -> None:
    old, new = parsed(daemonset()), parsed(daemonset("agent:2"))
    assert labels_of(old, new) == ("new-revision", "2")
    assert labels_of(parsed(daemonset(), "7"), new) == ("new-revision", "8")


def test_an_unchanged_template_has_the_labels_of_the_present_pods() -> None:
    same = parsed(daemonset())
    assert labels_of(same, same) == ("revision", "1")
    young = pod(created="2026-01-02T00:00:00Z", **{"controller-revision-hash": "b", "pod-template-generation": "4"})
    aged = pod(created="2026-01-01T00:00:00Z", **{"controller-revision-hash": "a", "pod-template-generation": "3"})
    assert labels_of(same, same, young, aged) == ("b", "4")


def test_the_generation_of_a_manifest_does_not_count_in_an_update() -> None:
    assert labels_of(parsed(daemonset()), parsed(daemonset("agent:2"), "40")) == ("new-revision", "2")


def test_a_template_of_the_history_has_its_hash_again() -> None:
    old = daemonset("agent:2")
    old["metadata"]["uid"] = "u"
    history = (revision("agent:1", "first"), revision("agent:2", "second"))
    assert labels_of(parsed(old, "2"), parsed(daemonset("agent:1")), history=history) == ("first", "3")
    assert labels_of(parsed(old, "2"), parsed(daemonset("agent:2")), history=history) == ("second", "2")
    assert labels_of(parsed(old, "2"), parsed(daemonset("agent:3")), history=history) == ("new-revision", "3")


def test_a_daemonset_that_adopts_orphans_starts_with_its_first_generation() -> None:
    orphan = pod(owned=False, **{"pod-template-generation": "5"})
    assert labels_of(None, parsed(daemonset()), orphan) == ("revision", "1")


@pytest.mark.parametrize(("label", "expected"), [("5", "6"), ("x", "2"), ("9" * 30, "2")])
def test_pods_of_a_daemonset_that_is_not_known_are_of_an_older_generation(label: str, expected: str) -> None:
    assert labels_of(None, parsed(daemonset()), pod(**{"pod-template-generation": label})) == ("new-revision", expected)
