"""Nodes and pods of a DaemonSet during a rollout: what counts as available, updated and done; the steps of a trace."""

from __future__ import annotations

import pytest

from dslint.plans import StateChange
from dslint.rollout.budget import Strategy
from dslint.rollout.simulation import Course, Simulation
from dslint.rollout.state import MOST_NAMED, Counts, DaemonNode, Steps
from tests.rollout.nodes import NEWEST, Roomy, node, pod, rolling

COUNTS = Counts(0, 0, 0)


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


def test_a_step_names_nodes_by_state_once_for_each_pod() -> None:
    of = [
        node("n1", "old ready"),
        node("n2", "old ready terminating", "new pending"),
        node("n3", "old ready", "old ready"),
    ]
    step = Steps(of).after("update", COUNTS)
    assert list((step.states or {}).items()) == [
        ("new pending", ("n2",)),
        ("old ready", ("n1", "n3", "n3")),
        ("old ready terminating", ("n2",)),
    ]
    assert (step.counts, step.changes) == (None, None)
    assert step.numbers == {"new pending": 1, "old ready": 3, "old ready terminating": 1}


def many(count: int) -> list[DaemonNode]:
    return [node(f"n{index:03}", "old ready") for index in range(count)]


def test_above_500_nodes_a_step_has_numbers_and_the_nodes_that_change() -> None:
    of = many(MOST_NAMED + 1)
    steps = Steps(of)
    of[0].pods.append(pod("new unready"))
    of[1].pods.clear()
    for touched in (of[1], of[2], of[0]):
        steps.touch(touched)
    first = steps.after("update", COUNTS)
    assert first.states is None
    assert first.counts == first.numbers == {"new unready": 1, "old ready": 500}
    assert first.changes == (
        StateChange("n000", "old ready", "new unready, old ready"),
        StateChange("n001", "old ready", None),
    )
    assert steps.after("kill", COUNTS).changes == ()


def test_a_simulated_rollout_of_501_nodes_changes_each_node_from_its_first_step_on() -> None:
    of = many(501)
    for rank, each in enumerate(of):
        each.rank = rank
    strategy = Strategy("RollingUpdate", "50%", 0, 0)
    course = Simulation(of, strategy, NEWEST, Roomy(), trace=True).run()
    steps = course.steps
    assert course.start is not None
    assert course.start.counts == {"old ready": 501}
    assert [len(step.changes or ()) for step in steps] == [251, 251, 501, 250, 250]
    assert steps[0].counts == {"old ready": 250, "old ready terminating": 251}
    assert steps[-1].counts == {"new ready": 501}
    assert (steps[0].changes or ())[0] == StateChange("n000", "old ready", "old ready terminating")


def traced(of: list[DaemonNode], strategy: Strategy) -> Course:
    for rank, each in enumerate(of):
        each.rank = rank
    return Simulation(of, strategy, NEWEST, Roomy(), trace=True).run()


def test_steps_have_the_waves_the_nodes_that_are_down_and_the_used_budget() -> None:
    course = traced([node(f"n{index}", "old ready") for index in range(5)], rolling(2))
    assert [(step.after, step.begun, step.unavailable, step.taken) for step in course.steps] == [
        ("update", 2, 2, 2),
        ("kill", 0, 2, 2),
        ("ready", 2, 2, 2),
        ("kill", 0, 2, 2),
        ("ready", 1, 1, 1),
        ("kill", 0, 1, 1),
        ("ready", 0, 0, 0),
    ]
    assert [step.begun for step in course.steps if step.begun] == course.waves


def test_the_start_is_before_the_first_turn() -> None:
    course = traced([node("n1", "old ready"), node("n2", "old unready")], rolling(1))
    assert course.start is not None
    assert course.start.states == {"old ready": ("n1",), "old unready": ("n2",)}
    assert (course.start.after, course.start.begun, course.start.unavailable, course.start.taken) == ("start", 0, 1, 1)


@pytest.mark.parametrize("strategy", [rolling(100), rolling("10%"), rolling(0, 50)])
@pytest.mark.parametrize("words", ["old ready", "old unready"])
def test_numbers_above_500_nodes_are_those_that_the_names_would_give(strategy: Strategy, words: str) -> None:
    """The one are kept up from change to change, the others counted anew in each step."""
    of = [node(f"n{index:03}", words, broken=index % 7 == 0) for index in range(MOST_NAMED + 1)]
    course = traced(of, strategy)
    states = {each.name: "" for each in of}
    assert course.start is not None
    for step in (course.start, *course.steps):
        for change in step.changes or ():
            assert (states[change.node] or None) == change.before
            states[change.node] = change.after or ""
        told = [state for text in states.values() for state in text.split(", ") if state]
        assert step.counts == {state: told.count(state) for state in sorted(set(told))}
    assert states == {each.name: ", ".join(sorted(map(str, each.pods))) for each in of}
