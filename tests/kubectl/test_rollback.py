"""What an undo does to a DaemonSet and to its revision numbers."""

from __future__ import annotations

import copy

import pytest

from dslint.kubectl.rollback import current, numbers_after, renumbered, undo
from tests.kubectl.saved import agent, daemonset, revision, template


def test_undo_changes_the_template_and_nothing_else() -> None:
    before = daemonset(updateStrategy={"type": "OnDelete"})
    found = agent(of=before)
    after = undo(found, found.revisions[0])
    assert after["spec"]["template"] == template("agent:1")
    assert {**after["spec"], "template": None} == {**before["spec"], "template": None}
    assert before == daemonset(updateStrategy={"type": "OnDelete"})


def test_the_number_gone_back_to_is_raised_above_all_others() -> None:
    found = agent()
    after = numbers_after(found, template("agent:1"), live=())
    assert (after.current, after.kept, after.deleted) == (4, (2, 3), ())


def test_the_present_template_keeps_its_number() -> None:
    assert numbers_after(agent(), template("agent:3"), live=()).current == 3
    present = current(agent())
    assert present is not None
    assert present.number == 3


@pytest.mark.parametrize(
    ("limit", "live", "deleted"),
    [(1, (), (2,)), (0, (), (2, 3)), (0, ("hash2",), (3,)), (1, ("hash2",), (3,)), (None, (), ())],
)
def test_old_revisions_beyond_the_limit_are_deleted_but_those_of_live_pods(limit, live, deleted) -> None:
    limited = copy.deepcopy(daemonset())
    if limit is not None:
        limited["spec"]["revisionHistoryLimit"] = limit
    assert numbers_after(agent(of=limited), template("agent:1"), live).deleted == deleted


def test_of_several_revisions_of_the_present_template_the_newest_is_current() -> None:
    twice = agent(revision(1, "agent:3"), revision(2, "agent:2"), revision(4, "agent:3"))
    found = current(twice)
    assert found is not None
    assert found.number == 4
    assert current(agent(of=daemonset("agent:9"))) is None


def test_a_number_that_is_above_all_others_already_stays() -> None:
    found = numbers_after(agent(revision(7, "agent:1"), revision(3, "agent:3")), template("agent:1"), live=())
    assert (found.current, found.kept) == (7, (3,))


def test_a_template_without_a_revision_gets_the_next_number() -> None:
    assert numbers_after(agent(), template("agent:9"), live=()).current == 4


def pod(number: int) -> dict:
    return {"kind": "Pod", "metadata": {"labels": {"controller-revision-hash": f"hash{number}"}}}


@pytest.mark.parametrize(
    ("limit", "to", "objects", "said"),
    [
        (10, 1, [], "undo to revision 1, which becomes revision 4; kept: 2, 3"),
        (1, 1, [], "undo to revision 1, which becomes revision 4; kept: 3; deleted: 2"),
        (0, 1, [], "undo to revision 1, which becomes revision 4; kept: none; deleted: 2, 3"),
        (1, 1, [pod(2)], "undo to revision 1, which becomes revision 4; kept: 2; deleted: 3"),
        (0, 1, [pod(2), pod(3)], "undo to revision 1, which becomes revision 4; kept: 2, 3"),
        (10, 3, [], "undo to revision 3: the current template already matches, nothing changes"),
    ],
)
def test_what_becomes_of_the_numbers_is_told_in_one_line(limit: int, to: int, objects: list[dict], said: str) -> None:
    found = agent(of=daemonset(revisionHistoryLimit=limit))
    target = found.revision(to)
    assert target is not None
    assert renumbered(found, target, objects) == said
