"""The revisions of a DaemonSet are those that its selector matches and that it controls."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.controller_revisions import ControllerRevision, claimed_history, history

DAEMONSET = {
    "kind": "DaemonSet",
    "metadata": {"name": "agent", "namespace": "logging", "uid": "u1"},
    "spec": {"selector": {"matchLabels": {"app": "agent"}}},
}
TEMPLATE = {"metadata": {"labels": {"app": "agent"}}, "spec": {"containers": []}}


def revision(number: int = 1, **metadata: Any) -> dict[str, Any]:
    return {
        "kind": "ControllerRevision",
        "metadata": {
            "name": f"agent-{number}",
            "namespace": "logging",
            "labels": {"app": "agent", "controller-revision-hash": f"h{number}"},
            "ownerReferences": [{"kind": "DaemonSet", "name": "agent", "uid": "u1", "controller": True}],
            **metadata,
        },
        "revision": number,
        "data": {"spec": {"template": {"$patch": "replace", **TEMPLATE}}},
    }


def numbers(*objects: dict[str, Any], daemonset: dict[str, Any] = DAEMONSET) -> list[int]:
    return [one.number for one in history(daemonset, objects)]


def test_a_revision_has_a_number_a_hash_a_cause_and_the_template_without_its_patch_mark() -> None:
    read = ControllerRevision.of(revision(3, annotations={"kubernetes.io/change-cause": "agent 2.0"}))
    assert (read.number, read.name, read.hash, read.change_cause) == (3, "agent-3", "h3", "agent 2.0")
    assert read.template == TEMPLATE


def test_a_revision_without_anything_is_read_as_zero_values() -> None:
    assert ControllerRevision.of({"metadata": None, "data": None}) == ControllerRevision(0, "", "", "", {})


def test_the_lowest_number_comes_first_ten_after_nine() -> None:
    assert numbers(revision(10), revision(9), revision(2)) == [2, 9, 10]


@pytest.mark.parametrize(
    "metadata",
    [
        {"namespace": "other"},
        {"labels": {"app": "other"}},
        {"labels": None},
        {"ownerReferences": None},
        {"ownerReferences": [{"uid": "u2", "controller": True}]},
        {"ownerReferences": [{"uid": "u1"}]},
    ],
    ids=["other namespace", "other labels", "no labels", "no owner", "another's", "owner that does not control"],
)
def test_what_the_daemon_set_does_not_control_is_no_revision_of_it(metadata: dict[str, Any]) -> None:
    assert numbers(revision(1), revision(2, **metadata)) == [1]


def test_no_namespace_is_the_namespace_default() -> None:
    there = {**DAEMONSET, "metadata": {"name": "agent", "uid": "u1"}}
    assert numbers(revision(1, namespace="default"), revision(2), daemonset=there) == [1]


@pytest.mark.parametrize(("selector", "count"), [(None, 0), ({}, 1), ({"matchLabels": {"app": "agent"}}, 1)])
def test_no_selector_matches_nothing_and_an_empty_one_everything(selector: Any, count: int) -> None:
    assert len(numbers(revision(1), daemonset={**DAEMONSET, "spec": {"selector": selector}})) == count


def test_other_kinds_are_left_alone() -> None:
    assert numbers({**revision(1), "kind": "Pod"}) == []


CONTROLLED = {"kind": "DaemonSet", "name": "agent", "uid": "u1", "controller": True}


@pytest.mark.parametrize(
    ("metadata", "by_uid", "by_name"),
    [
        ({}, True, True),
        ({"ownerReferences": None}, True, True),
        ({"ownerReferences": None, "deletionTimestamp": "2026-01-01T00:00:00Z"}, False, False),
        ({"ownerReferences": [{**CONTROLLED, "uid": "u2"}]}, False, True),
        ({"ownerReferences": [{**CONTROLLED, "name": "other"}]}, False, False),
        ({"ownerReferences": [{**CONTROLLED, "kind": "StatefulSet"}]}, False, False),
        ({"labels": {"app": "other"}}, False, False),
        ({"namespace": "other"}, False, False),
    ],
)
def test_the_controller_claims_its_own_and_orphans_by_name_where_the_uid_is_not_known(
    metadata: dict[str, Any], *, by_uid: bool, by_name: bool
) -> None:
    there = [revision(1, **metadata)]
    manifest = {**DAEMONSET, "metadata": {"name": "agent", "namespace": "logging"}}
    assert bool(claimed_history(DAEMONSET, there)) is by_uid
    assert bool(claimed_history(manifest, there)) is by_name
