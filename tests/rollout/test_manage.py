from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.rollout.behaviours import Rules
from dslint.rollout.manage import manage
from tests.rollout.nodes import NEWEST, node


def actions(of, *, surging=False, version="1.36"):
    """How many pods are made, and which are deleted, in words."""
    found = manage(of, Rules.of(Release.of(version)), surging=surging)
    return int(found.create), [str(pod) for pod in found.delete]


@pytest.mark.parametrize(
    ("of", "create", "delete"),
    [
        (node("empty"), 1, []),
        (node("settled", "old ready"), 0, []),
        (node("unwanted but may stay", "old ready", run=False), 0, []),
        (node("unwanted and empty", run=False), 0, []),
        (node("must go", "old ready", run=False, stay=False), 0, ["old ready"]),
        (node("is going", "old ready terminating", run=False, stay=False), 0, []),
        (node("only a terminating pod", "old ready terminating"), 0, []),
        (node("two", "old ready", "old ready"), 0, ["old ready"]),
        (node("bound stays before unbound", "old pending", "new unready"), 0, ["old pending"]),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else None,
)
def test_a_node_gets_a_pod_where_one_is_missing_and_loses_what_may_not_stay(of, create, delete) -> None:
    assert actions(of) == (create, delete)


def test_one_failed_and_three_running_pods_lose_the_failed_one_and_the_two_younger() -> None:
    crowded = node("n", "old ready", "old failed", "old ready", "old ready")
    create, delete = actions(crowded)
    assert (create, len(delete)) == (0, 3)
    assert crowded.pods[0] not in manage(crowded, Rules.of(NEWEST), surging=False).delete


@pytest.mark.parametrize(
    ("words", "version", "deleted"),
    [
        ("old failed", "1.36", 1),
        ("old failed", "1.6", 1),
        ("old failed", "1.5", 0),
        ("old succeeded", "1.27", 1),
        ("old succeeded", "1.25", 0),
    ],
)
def test_pods_that_ended_are_deleted_by_version(words: str, version: str, deleted: int) -> None:
    assert len(actions(node("n", words), version=version)[1]) == deleted


@pytest.mark.parametrize(("version", "deleted"), [("1.36", 1), ("1.12", 1), ("1.11", 3)])
def test_of_several_failed_pods_on_a_node_one_goes_at_a_time_from_1_12_on(version: str, deleted: int) -> None:
    assert len(actions(node("n", "old failed", "old failed", "old failed"), version=version)[1]) == deleted


@pytest.mark.parametrize(("version", "create"), [("1.36", 1), ("1.28", 1), ("1.27", 0)])
def test_a_failed_pod_that_is_going_frees_its_node_from_1_28_on(version: str, create: int) -> None:
    assert actions(node("n", "old failed terminating"), version=version) == (create, [])


@pytest.mark.parametrize(
    ("of", "create", "delete"),
    [
        (node("only a terminating pod", "old ready terminating"), 1, []),
        (node("both, the new one not ready", "old ready", "new unready"), 0, []),
        (node("both, the new one ready", "old ready", "new ready"), 0, ["old ready"]),
        (node("both, the old one not ready", "old unready", "new unready"), 0, ["old unready"]),
        (node("two old and a new", "old ready", "old ready", "new unready"), 0, ["old ready"]),
        (
            node("two old, the oldest not ready", "old unready", "old ready", "new unready"),
            0,
            ["old ready", "old unready"],
        ),
        (node("unwanted and empty", run=False), 0, []),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else None,
)
def test_surging_a_node_keeps_its_old_pod_until_the_new_one_is_ready(of, create, delete) -> None:
    assert actions(of, surging=True) == (create, delete)
