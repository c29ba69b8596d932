from __future__ import annotations

import pytest

from dslint.findings import ObjectRef
from dslint.plans import (
    REMOVED_IN_TURN,
    Bounds,
    Decider,
    InventorySummary,
    NodesByChange,
    Placement,
    Plan,
    Reason,
    Rollout,
    State,
    WorkloadPlan,
)
from dslint.report.plan.digest import digests, parts, unchanged
from dslint.report.plan.wording import Answer


def reason(code: str, message: str, event: str | None = None) -> Reason:
    return Reason(code, Decider.SCHEDULER, message, event=event)


def test_what_differs_in_numbers_only_is_one_group() -> None:
    groups = [
        Placement(State.PENDING, (f"n{free}",), (reason("InsufficientResource", f"{free} free", "Insufficient cpu"),))
        for free in (1, 2)
    ]
    (digest,) = digests(groups, {"n1": "a", "n2": "a"})
    assert (digest.nodes, digest.pools) == (("n1", "n2"), (("a", 2),))
    assert digest.reasons[0].text == "1 free (on n1; others similar)"


def test_another_taint_is_another_reason_though_its_event_is_the_same() -> None:
    groups = [
        Placement(State.EXCLUDED, (taint,), (reason("UntoleratedTaint", f"untolerated taint {taint}", "taints"),))
        for taint in ("a", "b")
    ]
    assert [digest.nodes for digest in digests(groups, {})] == [("a",), ("b",)]


def test_within_a_state_the_largest_group_comes_first() -> None:
    groups = [
        Placement(State.BOUND, ("n1",)),
        Placement(State.EXCLUDED, ("n2",), (reason("X", "x"),)),
        Placement(State.EXCLUDED, ("n3", "n4"), (reason("Y", "y"),)),
    ]
    assert [len(digest.nodes) for digest in digests(groups, {})] == [1, 2, 1]


def test_a_node_that_offers_none_is_not_one_that_is_full() -> None:
    """The event is the same, but only one of them would run the pod if another pod went."""
    event = "Insufficient nvidia.com/gpu"
    groups = [
        Placement(State.PENDING, (name,), (reason("InsufficientResource", f"needs nvidia.com/gpu 1, {said}", event),))
        for name, said in (
            ("a-1", "node offers none"),
            ("gpu-1", "0 of 8 free after 8 pods"),
            ("gpu-2", "0 of 4 free after 1 pod"),
        )
    ]
    assert [digest.nodes for digest in digests(groups, {})] == [("gpu-1", "gpu-2"), ("a-1",)]


def test_nodes_where_the_pod_never_becomes_ready_are_a_group_of_their_own_and_come_first() -> None:
    groups = [Placement(State.BOUND, ("n1",)), Placement(State.BOUND, ("n2",), never_ready=True)]
    assert [(digest.nodes, digest.answer) for digest in digests(groups, {})] == [
        (("n2",), Answer.NEVER_READY),
        (("n1",), Answer.RUNS),
    ]


IN_TURN = reason(REMOVED_IN_TURN, "the pod is deleted during the rollout")
TAINT = reason("UntoleratedTaint", "untolerated taint a")
CORDONED = reason("Cordoned", "cordoned")


def update(**nodes: tuple[str, ...]) -> Rollout:
    return Rollout("RollingUpdate", True, None, 0, 0, 0, 0, None, Bounds(0, 0), nodes=NodesByChange(**nodes))


def test_of_an_update_what_changes_comes_first_and_what_stays_comes_last() -> None:
    rollout = update(added=("n5",), kept=("n1", "n6"), replaced=("n2", "n3", "n7"), removed=("n8",))
    rollout = rollout._replace(nodes=rollout.nodes._replace(removed_in_turn=("n9",)))
    groups = [
        Placement(State.BOUND, ("n1", "n2", "n5")),
        Placement(State.BOUND, ("n3",), notes=(CORDONED,)),
        Placement(State.PENDING, ("n7",), (TAINT,)),
        Placement(State.EXCLUDED, ("n4",), (TAINT,)),
        Placement(State.EXCLUDED, ("n6",), (TAINT,)),
        Placement(State.REMOVED, ("n9",), (TAINT,), notes=(IN_TURN,)),
        Placement(State.REMOVED, ("n8",), (TAINT,)),
    ]
    found = digests(groups, {}, rollout)
    assert [(digest.answer, digest.nodes) for digest in found] == [
        (Answer.REMOVED_AT_ONCE, ("n8",)),
        (Answer.REMOVED_IN_TURN, ("n9",)),
        (Answer.PENDING, ("n7",)),
        (Answer.REFUSED, ("n6",)),
        (Answer.REPLACED, ("n2", "n3")),
        (Answer.ADDED, ("n5",)),
        (Answer.KEPT, ("n1",)),
        (Answer.NEVER_RAN, ("n4",)),
    ]
    assert unchanged(found) == "2 nodes unchanged: 1 keeps its pod, 1 never ran it"


def test_a_node_that_never_ran_it_is_shown_if_there_is_a_cure() -> None:
    cured = TAINT._replace(help="the toleration at line 9 has effect NoExecute")
    groups = [Placement(State.EXCLUDED, ("n1",), (cured,)), Placement(State.EXCLUDED, ("n2",), (TAINT,))]
    first, second = digests(groups, {}, update())
    assert (first.answer, first.reasons[0].help) == (Answer.NOT_SCHEDULED, cured.help)
    assert second.answer is Answer.NEVER_RAN


@pytest.mark.parametrize(
    ("rollout", "never_ready", "answer"),
    [
        (None, False, Answer.WAITS),
        (update(added=("n1",)), False, Answer.WAITS),
        (update(replaced=("n1",)), False, Answer.REPLACED),
        (update(kept=("n1",)), False, Answer.KEPT),
        (None, True, Answer.NEVER_READY),
    ],
)
def test_a_new_pod_waits_for_a_node_that_is_not_ready(rollout, never_ready: bool, answer: Answer) -> None:
    note = reason("NotReady", "node is not ready: the pod starts once the node is ready")
    group = Placement(State.BOUND, ("n1",), notes=(note,), never_ready=never_ready)
    assert [found.answer for found in digests([group], {}, rollout)] == [answer]


def test_what_the_event_says_of_other_nodes_is_left_out() -> None:
    other = reason("OtherNode", "the event also says of other nodes: node(s) had taints")
    (found,) = digests([Placement(State.PENDING, ("n1",), (TAINT, other))], {})
    assert [one.text for one in found.reasons] == [TAINT.message]


def test_a_workload_that_runs_nowhere_shows_why() -> None:
    (found,) = digests([Placement(State.EXCLUDED, ("n1", "n2"), (TAINT,))], {}, update())
    assert found.answer is Answer.NOT_SCHEDULED


@pytest.mark.parametrize(
    ("kept", "never_ran", "text"),
    [
        (0, 0, ""),
        (0, 60, "60 nodes unchanged: never ran it"),
        (1, 0, "1 node unchanged: keeps its pod"),
        (5, 2, "7 nodes unchanged: 5 keep their pods, 2 never ran it"),
    ],
)
def test_what_does_not_change_is_one_line(kept: int, never_ran: int, text: str) -> None:
    names = tuple(f"k{index}" for index in range(kept))
    groups = [
        Placement(State.BOUND, names),
        Placement(State.EXCLUDED, tuple(f"n{index}" for index in range(never_ran)), (TAINT,)),
    ]
    others = [Placement(State.PENDING, ("p",), (TAINT,))]
    assert unchanged(digests([*groups, *others], {}, update(kept=names))) == text


@pytest.mark.parametrize(
    ("pools", "nodes", "everything", "text"),
    [
        ({"a": "spot", "b": "spot", "c": "spot", "d": "spot"}, "abcd", False, "spot 4: a, b, c and 1 more"),
        ({"a": "spot", "b": "spot", "c": "spot", "d": "spot"}, "abcd", True, "spot 4: a, b, c, d"),
        ({"a": "spot", "b": "gpu"}, "ab", False, "spot 1, gpu 1: a, b"),
        ({"a": "spot"}, "a", False, "spot: a"),
        ({"a": "cp"}, "abc", False, "cp 1, no pool 2: a, b, c"),
        ({}, "ab", False, "a, b"),
    ],
)
def test_nodes_are_named_with_their_pools(pools, nodes: str, everything: bool, text: str) -> None:
    (found,) = digests([Placement(State.BOUND, tuple(nodes))], pools)
    assert found.where(everything=everything) == text


DAEMONSET = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")


def plan(*workloads: WorkloadPlan) -> Plan:
    return Plan("1.36", InventorySummary("", 1, 0), workloads)


def test_workloads_in_which_nothing_changes_come_last() -> None:
    calm = WorkloadPlan(DAEMONSET, rollout=update()._replace(changed=False))
    new = WorkloadPlan(DAEMONSET._replace(name="other"))
    assert [part.first for part in parts(plan(calm, new), {})] == [new, calm]
