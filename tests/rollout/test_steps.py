"""A trace names every node of a small cluster, and of a large one those that change."""

from __future__ import annotations

from dslint.plans import StateChange
from dslint.rollout.budget import Strategy
from dslint.rollout.simulation import Simulation
from dslint.rollout.state import DaemonNode
from dslint.rollout.steps import MOST_NAMED, Steps
from tests.rollout.nodes import NEWEST, Roomy, node, pod


def test_a_step_names_nodes_by_state_once_for_each_pod() -> None:
    of = [
        node("n1", "old ready"),
        node("n2", "old ready terminating", "new pending"),
        node("n3", "old ready", "old ready"),
    ]
    step = Steps(of).after("update")
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
    first = steps.after("update")
    assert first.states is None
    assert first.counts == first.numbers == {"new unready": 1, "old ready": 500}
    assert first.changes == (
        StateChange("n000", "old ready", "new unready, old ready"),
        StateChange("n001", "old ready", None),
    )
    assert steps.after("kill").changes == ()


def test_a_simulated_rollout_of_501_nodes_changes_each_node_from_its_first_step_on() -> None:
    of = many(501)
    for rank, each in enumerate(of):
        each.rank = rank
    strategy = Strategy("RollingUpdate", "50%", 0, 0)
    steps = Simulation(of, strategy, NEWEST, Roomy(), trace=True).run().steps
    assert [len(step.changes or ()) for step in steps] == [251, 251, 501, 250, 250]
    assert steps[0].counts == {"old ready": 250, "old ready terminating": 251}
    assert steps[-1].counts == {"new ready": 501}
    assert (steps[0].changes or ())[0] == StateChange("n000", "old ready", "old ready terminating")
