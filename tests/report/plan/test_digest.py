from __future__ import annotations

from dslint.plans import Decider, Placement, Reason, State
from dslint.report.plan.digest import digests


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


def test_nodes_where_the_pod_never_becomes_ready_are_a_group_of_their_own() -> None:
    groups = [Placement(State.BOUND, ("n1",)), Placement(State.BOUND, ("n2",), never_ready=True)]
    assert [(digest.nodes, digest.never_ready) for digest in digests(groups, {})] == [(("n1",), False), (("n2",), True)]
