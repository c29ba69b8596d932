"""What is said of a rollout that does not complete beside others."""

from __future__ import annotations

import pytest

from dslint.plans import Blocked, Decider, Reason
from dslint.rollout.budget import Strategy
from dslint.rollout.joint_blocked import Stall, blocked
from dslint.rollout.scenario import ScenarioResult
from dslint.rollout.shared_room import Obstruction
from dslint.rollout.simulation import Course
from tests.rollout.nodes import node

PORT = Reason("HostPort", Decider.SCHEDULER, "port 80/TCP is taken")
CPU = Reason("Insufficient", Decider.SCHEDULER, "needs cpu 2")
ROLLING, SURGING = Strategy("RollingUpdate", 1, 0, 0), Strategy("RollingUpdate", 0, 1, 0)


def said(
    *obstructions: Obstruction,
    strategy: Strategy = ROLLING,
    always: bool = True,
    mutual: frozenset[str] = frozenset(),
    others: str = "old ready",
    alone: bool = False,
    rollback: str = "",
) -> Blocked:
    nodes = [node("n1", "new pending"), node("n2", others), node("n3", others)]
    stall = Stall(ScenarioResult(Course(), nodes, frozenset()), obstructions, mutual, alone, rollback)
    changing = frozenset({"default/agent", "default/other"})
    return blocked("default/agent", strategy, stall, changing, always=always)


@pytest.mark.parametrize(
    ("strategy", "reason", "code"),
    [
        (ROLLING, PORT, "NoRoom"),
        (ROLLING, CPU, "NoRoom"),
        (SURGING, PORT, "SurgePortConflict"),
        (SURGING, CPU, "SurgeNoRoom"),
    ],
)
def test_the_code_says_whether_a_surge_or_a_port_is_in_the_way(strategy: Strategy, reason: Reason, code: str) -> None:
    found = said(Obstruction("n1", (reason,), frozenset({"default/other"})), strategy=strategy)
    assert found.code == code
    assert found.message == f"the new pod does not fit on n1 ({reason.message}): 2 of 3 nodes keep the old pod"
    assert found.help.startswith("do not change default/agent together with default/other")


def test_daemonsets_that_wait_for_each_other_are_named() -> None:
    both = frozenset({"default/other"})
    found = said(Obstruction("n1", (PORT,), both), mutual=both)
    assert ", and default/other waits for default/agent in turn: " in found.message


def test_a_rollout_that_stalls_by_chance_says_so() -> None:
    found = said(Obstruction("n1", (CPU,), frozenset()), always=False)
    assert found.message.endswith("2 of 3 nodes keep the old pod if they are taken in an unlucky order")
    assert found.help == "reduce the requests in the template, or free resources on the node first"


def test_the_obstruction_by_another_daemonset_is_shown_first() -> None:
    full = Obstruction("n0", (CPU,), frozenset())
    assert " on n1 " in said(full, Obstruction("n1", (PORT,), frozenset({"default/other"}))).message


def test_new_pods_that_fit_and_never_get_ready_use_the_budget() -> None:
    found = said()
    assert (found.code, found.message) == (
        "NewPodNotReady",
        "new pods never get ready and use the whole budget: 2 of 3 nodes keep the old pod",
    )
    assert found.help == "make them run on these nodes"
    assert said(rollback="roll back: x").help == "make them run on these nodes, or roll back: x"


def test_one_that_gets_through_alone_is_changed_alone() -> None:
    found = said(Obstruction("n1", (CPU,), frozenset({"default/other"})), alone=True)
    assert found.help == "update default/agent alone, and default/other once it is complete"


def test_what_only_waited_for_room_needs_room_of_its_own() -> None:
    found = said(Obstruction("n1", (CPU,), frozenset({"Pod default/web"})))
    assert found.help == "make room for Pod default/web first: what waits for room takes what the update frees"


def test_a_pod_that_fits_nowhere_says_so() -> None:
    found = said(Obstruction("n1", (CPU,), frozenset({"default/other"})), others="new pending")
    assert (found.code, found.message) == (
        "FitsNowhere",
        "the new pod does not fit on any of 3 nodes: needs cpu 2 on n1",
    )
