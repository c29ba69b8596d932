"""The courses of nodes through a rollout: which states, and from which step on."""

from __future__ import annotations

import pytest

from dslint.plans import Bounds, NodesByChange, Rollout, Step
from dslint.report.plan.node_courses import courses, kind_of
from tests.report.plan.rollouts import leaving, running, traced
from tests.rollout.nodes import node


def told(rollout: Rollout) -> list[tuple[str, tuple[int, ...], dict[int, tuple[str, ...]]]]:
    return [(" > ".join(course.states), course.pauses, dict(course.nodes)) for course in courses(rollout)]


def test_nodes_that_pass_through_the_same_states_are_one_course_by_their_beginnings() -> None:
    assert told(traced(running(3), 2)) == [
        (
            "old ready > old ready terminating > new unready > new ready",
            (0, 1, 2),
            {1: ("n000", "n001"), 3: ("n002",)},
        )
    ]


def test_nodes_that_lose_their_pod_are_a_course_of_their_own() -> None:
    rollout = traced([*running(1), *leaving(1)], 2)
    (_, lost) = sorted(courses(rollout), key=lambda course: course.leaves)
    assert lost.leaves
    assert lost.kinds == ("old", "gone", "gone")


def test_nodes_that_the_rollout_does_not_reach_are_a_course_without_changes() -> None:
    rollout = traced([node("n0", "old ready", broken=True), *running(1)], 1)
    assert told(rollout)[-1] == ("old ready", (), {0: ("n000",)})


def test_nodes_that_keep_their_pod_have_no_course() -> None:
    step = Step("update", states={"old ready": ("a",), "new ready": ("b",)})
    rollout = Rollout(
        "RollingUpdate", True, None, 0, 0, 0, 0, None, Bounds(0, 0), start=step, steps=(step,),
        nodes=NodesByChange(kept=("a", "b")),
    )  # fmt: skip
    assert courses(rollout) == []


@pytest.mark.parametrize("count", [500, 501])
def test_above_500_nodes_where_steps_have_changes_the_courses_are_the_same(count: int) -> None:
    found = told(traced(running(count), 200))
    assert [(states, pauses, list(nodes), sum(map(len, nodes.values()))) for states, pauses, nodes in found] == [
        ("old ready > old ready terminating > new unready > new ready", (0, 1, 2), [1, 3, 5], count)
    ]


def test_without_a_trace_there_is_none() -> None:
    assert courses(traced(running(2))._replace(steps=None)) == []


@pytest.mark.parametrize(
    ("state", "leaves", "first", "kind"),
    [
        ("new ready", False, "old ready", "new"),
        ("new ready, old ready", False, "old ready", "new"),
        ("old ready", False, "old ready", "old"),
        ("new unready, old ready", False, "old ready", "both"),
        ("new unready terminating, old ready", False, "old ready", "old"),
        ("old ready terminating", False, "old ready", "down"),
        ("old ready terminating", True, "old ready", "gone"),
        ("old unready", True, "old unready", "down"),
        ("no pod", True, "old ready", "gone"),
        ("no pod", False, "old ready", "down"),
        ("no pod", False, "no pod", "none"),
        ("new pending", False, "no pod", "down"),
    ],
)
def test_the_kind_of_a_node_depends_on_its_pods_and_on_what_it_had(
    state: str, leaves: bool, first: str, kind: str
) -> None:
    assert kind_of(state, leaves=leaves, first=first) == kind
