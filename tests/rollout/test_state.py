"""Nodes and pods of a DaemonSet during a rollout: what counts as available, updated and done."""

from __future__ import annotations

import pytest

from tests.rollout.nodes import node, pod


@pytest.mark.parametrize(
    "words", ["old ready", "new unready", "new pending", "old ready terminating", "new pending terminating"]
)
def test_a_pod_is_told_by_revision_and_state(words: str) -> None:
    assert str(pod(words)) == words


def test_a_pod_that_is_not_bound_is_pending_though_it_was_ready() -> None:
    made = pod("new ready")
    made.bound = False
    assert str(made) == "new pending"


@pytest.mark.parametrize(
    ("words", "ended"), [("old failed", True), ("old succeeded", True), ("old unready", False), ("old ready", False)]
)
def test_failed_and_succeeded_pods_have_ended(words: str, ended: bool) -> None:
    assert pod(words).ended is ended


@pytest.mark.parametrize(
    ("pods", "available"),
    [
        (("old ready",), True),
        (("old unready", "new ready"), True),
        (("old ready terminating",), False),
        (("old ready terminating", "new ready"), True),
        (("new unready",), False),
        ((), False),
    ],
)
def test_a_node_is_available_with_one_ready_pod_that_stays(pods: tuple[str, ...], available: bool) -> None:
    assert node("n", *pods).available is available


@pytest.mark.parametrize(
    ("pods", "updated"),
    [(("new pending",), True), (("old ready", "new unready"), True), (("old ready",), False), ((), False)],
)
def test_a_node_is_updated_once_it_has_a_new_pod_in_any_state(pods: tuple[str, ...], updated: bool) -> None:
    assert node("n", *pods).updated is updated


@pytest.mark.parametrize(
    ("pods", "run", "done"),
    [
        (("new ready",), True, True),
        (("new unready",), True, False),
        (("old ready",), True, False),
        (("old ready terminating", "new ready"), True, False),
        ((), True, False),
        ((), False, True),
        (("new ready",), False, True),
        (("old ready",), False, False),
        (("old ready terminating",), False, False),
    ],
)
def test_a_node_is_done_with_one_new_ready_pod_or_without_an_old_one(
    pods: tuple[str, ...], run: bool, done: bool
) -> None:
    assert node("n", *pods, run=run).done is done


def test_live_pods_are_of_one_template_and_not_going() -> None:
    of = node("n", "old ready", "old ready terminating", "new unready", "new pending terminating")
    assert [str(each) for each in of.live(new=False)] == ["old ready"]
    assert [str(each) for each in of.live(new=True)] == ["new unready"]
