"""Which existing pods are of the new template: by history, the inventory's DaemonSet, --from or images."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset import template_generation
from dslint.rollout.existing_pods import Change, ExistingPod
from dslint.rollout.pod_revisions import REMEDY, assumptions, live_daemonset, with_revisions
from tests.rollout.clusters import daemonset, pod_of
from tests.rollout.nodes import NEWEST

UID = "6f1d3f52"
GENERATION = "deprecated.daemonset.template.generation"


def stored(image: str, uid: str = UID, generation: str = "", **spec: Any) -> dict:
    found = defaulted(daemonset(image, **spec), NEWEST)
    found["metadata"]["uid"] = uid
    if generation:
        found["metadata"]["annotations"] = {GENERATION: generation}
    return found


def revision(number: int, image: str, uid: str | None = UID, **spec: Any) -> dict:
    owner = {"kind": "DaemonSet", "name": "agent", "uid": uid, "controller": True}
    return {
        "kind": "ControllerRevision",
        "metadata": {
            "name": f"agent-{number}",
            "namespace": "default",
            "labels": {"app": "agent", "controller-revision-hash": f"hash{number}"},
            "ownerReferences": [] if uid is None else [owner],
        },
        "revision": number,
        "data": {"spec": {"template": stored(image, **spec)["spec"]["template"]}},
    }


def running(
    hash_: str | None,
    generation: str | None = None,
    image: str = "agent:1",
    *,
    orphan: bool = False,
    made: bool = False,
) -> ExistingPod:
    labels = {"app": "agent", "controller-revision-hash": hash_, "pod-template-generation": generation}
    raw = pod_of(daemonset(image), NEWEST)
    pod = Pod("default", f"agent-{hash_}", {key: value for key, value in labels.items() if value}, raw.spec, node="n1")
    pod.owner = None if orphan else ("DaemonSet", "agent")
    pod.created = "2026-11-20T00:00:00Z"
    return ExistingPod(pod, "n1", made=made)


TWO = (running("hash1", "1"), running("hash2", "2"))


def change_of(old: dict | None, new: dict, release: Release = NEWEST) -> Change:
    return Change(new=new, old=old, pod=pod_of(new, release), release=release, before={})


def told(
    old: dict | None,
    new: dict,
    *revisions: dict,
    live: dict | None = None,
    pods: tuple[ExistingPod, ...] = TWO,
    version: str = "1.36",
) -> tuple[list[bool], list[str]]:
    """Whether each of the pods counts as new, and what is assumed."""
    change = change_of(old, new, Release.of(version))
    objects = {"ControllerRevision": copy.deepcopy(list(revisions)), "DaemonSet": [] if live is None else [live]}
    cluster = Cluster("", [], objects=objects)
    return [item.new for item in with_revisions(change, pods, cluster)], list(assumptions(change, pods, cluster))


HISTORY = (revision(1, "agent:1"), revision(2, "agent:2"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("agent:2", "agent:2", [False, True]),
        ("agent:2", "agent:1", [True, False]),
        ("agent:2", "agent:3", [False, False]),
        # What --from says does not count against the history.
        ("agent:1", "agent:2", [False, True]),
        ("agent:3", "agent:3", [False, False]),
        (None, "agent:2", [False, True]),
    ],
)
def test_the_history_decides_which_pods_are_new(old: str | None, new: str, expected: list[bool]) -> None:
    assert told(old and stored(old), stored(new), *HISTORY) == (expected, [])


def test_a_manifest_without_uid_finds_the_history_by_name() -> None:
    assert told(stored("agent:2", uid=""), stored("agent:2", uid=""), *HISTORY)[0] == [False, True]


@pytest.mark.parametrize(("uid", "expected"), [(UID, [False, True]), (None, [False, True]), ("other", [False, False])])
def test_orphaned_revisions_are_adopted_and_those_of_a_former_object_are_not(
    uid: str | None, expected: list[bool]
) -> None:
    history = (revision(1, "agent:1"), revision(2, "agent:2", uid=uid))
    assert told(stored("agent:2"), stored("agent:2"), *history)[0] == expected


def test_pods_of_all_revisions_with_the_template_are_new() -> None:
    both = (revision(1, "agent:2"), revision(2, "agent:2"))
    assert told(stored("agent:2"), stored("agent:2"), *both)[0] == [True, True]


@pytest.mark.parametrize(("version", "expected"), [("1.36", True), ("1.25", True), ("1.24", False), ("1.9", True)])
def test_a_quantity_in_another_notation_keeps_the_generation_where_its_label_works(
    version: str, *, expected: bool
) -> None:
    live = stored("agent:1", generation="2", cpu="1Ki")
    history = revision(2, "agent:1", cpu="1Ki")
    assert told(live, stored("agent:1", cpu="1024"), history, live=live, version=version)[0] == [False, expected]
    assert told(live, stored("agent:1", cpu="2"), history, live=live, version=version)[0] == [False, False]


def test_an_orphan_without_a_hash_is_old() -> None:
    pods = (running(None, orphan=True), running("hash2", orphan=True))
    assert told(stored("agent:2"), stored("agent:2"), *HISTORY, pods=pods)[0] == [False, True]
    assert told(None, stored("agent:2"), pods=pods[:1]) == ([False], [])


@pytest.mark.parametrize(("new", "expected"), [("agent:1", [True]), ("agent:2", [False])])
def test_a_pod_that_was_placed_for_the_baseline_is_of_its_template(new: str, expected: list[bool]) -> None:
    made = (running("revision", made=True),)
    assert told(stored("agent:1"), stored(new), *HISTORY, pods=made)[0] == expected


@pytest.mark.parametrize(("new", "expected"), [("agent:1", [True]), ("agent:2", [False])])
def test_pods_without_revision_labels_are_of_the_baselines_template(new: str, expected: list[bool]) -> None:
    assert told(stored("agent:1"), stored(new), pods=(running(None),)) == (expected, [])


def test_without_history_the_generation_of_the_inventorys_daemonset_decides() -> None:
    live = stored("agent:2", generation="2")
    assert told(live, stored("agent:2"), live=live) == ([False, True], [])
    undone = (running("hash1", "1"), running("hash2", "2"), running("hash1", "3"))
    assert told(live, stored("agent:2"), live=stored("agent:2", generation="3"), pods=undone)[0] == [True, False, True]


def test_without_a_pod_of_the_generation_all_count_as_old_and_it_is_said() -> None:
    found, said = told(None, stored("agent:2"), live=stored("agent:2", generation="7"))
    assert found == [False, False]
    assert said == [f"assumed: all pods count as old: none is of template generation 7; {REMEDY}"]


@pytest.mark.parametrize(("pods", "count"), [(TWO, 1), (TWO[:1], 0)])
def test_a_changed_template_without_history_leaves_open_only_an_undo(pods: tuple[ExistingPod, ...], count: int) -> None:
    live = stored("agent:2", generation="2")
    found, said = told(live, stored("agent:3"), live=live, pods=pods)
    assert (found, len(said)) == ([False] * len(pods), count)


def test_without_any_generation_the_newest_revision_among_the_pods_is_the_unchanged_template() -> None:
    found, said = told(stored("agent:2"), stored("agent:2"))
    assert found == [False, True]
    assert said[0].startswith("assumed: the newest revision among the pods is the template's, others are old; ")
    assert told(stored("agent:2"), stored("agent:2"), pods=TWO[:1]) == ([True], [])
    assert told(stored("agent:2"), stored("agent:3")) == ([False, False], [])


def test_where_nothing_says_what_runs_the_specs_of_pods_do() -> None:
    pods = (running("hash1", image="agent:1"), running("hash2", image="agent:2"))
    found, said = told(None, stored("agent:2"), pods=pods)
    assert found == [False, True]
    assert said[0].startswith(
        "assumed: by their specs, 1 of 2 pods are of the manifest's template, all others are old;"
    )


@pytest.mark.parametrize(("image", "new"), [("agent:2", True), ("agent:1", False)])
def test_pods_without_labels_are_told_by_their_specs_and_it_is_said(image: str, *, new: bool) -> None:
    found, [said] = told(None, stored("agent:2"), pods=(running(None, image=image), running(None, image=image)))
    assert found == [new, new]
    how = "are of the manifest's template, by their specs" if new else "count as old"
    assert said.startswith(f"assumed: its pods {how}: nothing says of which revision they are; ")


def test_of_pods_of_the_same_age_those_that_show_the_template_are_new() -> None:
    pods = (running("hash1", image="agent:1"), running("hash2", image="agent:2"))
    assert told(stored("agent:2"), stored("agent:2"), pods=pods)[0] == [False, True]
    assert told(stored("agent:1"), stored("agent:1"), pods=pods)[0] == [True, False]


def test_a_baseline_with_another_template_than_the_inventorys_is_said() -> None:
    live = stored("agent:2")
    (said,) = told(stored("agent:1"), stored("agent:3"), *HISTORY, live=live)[1]
    assert said.startswith("the inventory's DaemonSet has another template than --from: ")
    assert told(stored("agent:2", uid=""), stored("agent:3"), *HISTORY, live=live)[1] == []


def test_the_inventorys_daemonset_is_found_by_namespace_and_name() -> None:
    cluster = Cluster("", [], objects={"DaemonSet": [stored("agent:1")]})
    assert live_daemonset(stored("agent:2", uid=""), cluster) is not None
    elsewhere = {"metadata": {"name": "agent", "namespace": "other"}}
    assert live_daemonset(elsewhere, cluster) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"metadata": {"annotations": {GENERATION: "4"}}}, "4"),
        ({"metadata": {}, "spec": {"templateGeneration": 3}}, "3"),
        ({}, ""),
    ],
)
def test_the_generation_is_an_annotation_or_a_field_of_old_versions(value: dict, expected: str) -> None:
    assert template_generation(value) == expected
