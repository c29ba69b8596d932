"""What a what-if changes on the nodes and in the rollout."""

from __future__ import annotations

from dslint.findings import ObjectRef, json_form
from dslint.plans import (
    Blocked,
    Bounds,
    Decider,
    Difference,
    Duration,
    InventorySummary,
    Placement,
    Plan,
    Reason,
    Rollout,
    RolloutDifference,
    RolloutOutcome,
    State,
    Unavailable,
    WhatIf,
    WorkloadPlan,
)

REF = ObjectRef("apps/v1", "DaemonSet", "kube-system", "agent")
CORDONED = Reason("Cordoned", Decider.SCHEDULER, "cordoned")
BOUND = Placement(State.BOUND, ("n1", "n2"))
PENDING = Placement(State.PENDING, ("n1", "n2"), (CORDONED,))
FIGURES = Rollout("RollingUpdate", True, None, 4, 0, 0, 0, None, Bounds(4, 4), waves=(2, 2))
EARLIER = FIGURES._replace(duration=Duration(60, 80, 100), unavailable=Unavailable(0, 2, 0))


def what_if(before: WorkloadPlan, after: WorkloadPlan) -> WhatIf:
    inventory = InventorySummary("", 2, 0)
    return WhatIf.of(("cordon n1",), *(Plan("1.36", inventory, (workload,)) for workload in (before, after)))


def differences(before: tuple[Placement, ...], after: tuple[Placement, ...]) -> tuple[Difference, ...]:
    return what_if(WorkloadPlan(REF, placement=before), WorkloadPlan(REF, placement=after)).differences


def test_nodes_whose_state_changes_are_told_with_the_reasons_after() -> None:
    after = (Placement(State.BOUND, ("n2",)), Placement(State.PENDING, ("n1",), (CORDONED,)))
    assert differences((BOUND,), after) == (Difference(REF, State.BOUND, State.PENDING, ("n1",), (CORDONED,)),)


def test_nodes_that_come_or_go_have_no_state_on_one_side() -> None:
    assert differences((BOUND,), (Placement(State.BOUND, ("n2", "n3")),)) == (
        Difference(REF, None, State.BOUND, ("n3",)),
        Difference(REF, State.BOUND, None, ("n1",)),
    )


def test_nodes_of_one_group_are_parted_by_what_they_were() -> None:
    before = (Placement(State.BOUND, ("n1", "n3")), Placement(State.EXCLUDED, ("n2",)))
    assert differences(before, (Placement(State.PENDING, ("n1", "n2", "n3")),)) == (
        Difference(REF, State.BOUND, State.PENDING, ("n1", "n3")),
        Difference(REF, State.EXCLUDED, State.PENDING, ("n2",)),
    )


def test_other_reasons_for_the_same_state_are_no_difference() -> None:
    assert differences((PENDING,), (PENDING._replace(reasons=()),)) == ()


def test_a_pod_that_is_bound_and_no_longer_becomes_ready_is_a_difference() -> None:
    note = Reason("KubeletEvicts", Decider.KUBELET, "The node had condition: [DiskPressure].")
    after = (Placement(State.BOUND, ("n2",)), Placement(State.BOUND, ("n1",), notes=(note,), never_ready=True))
    (found,) = differences((BOUND,), after)
    assert found == Difference(REF, State.BOUND, State.BOUND, ("n1",), (note,), never_ready_after=True)
    assert json_form(found)["neverReadyAfter"] is True
    assert "neverReadyBefore" not in json_form(found)


def rollouts(before: Rollout | None, after: Rollout | None) -> tuple[RolloutDifference, ...]:
    return what_if(WorkloadPlan(REF, rollout=before), WorkloadPlan(REF, rollout=after)).rollouts


def test_a_rollout_that_stalls_is_a_difference_though_no_node_changes() -> None:
    blocked = EARLIER._replace(waves=(2,), blocked=Blocked("X", "always: 2 nodes are down", "help"), duration=None)
    assert rollouts(EARLIER, blocked) == (
        RolloutDifference(
            REF,
            RolloutOutcome(2, 2, None, Duration(60, 80, 100)),
            RolloutOutcome(1, 2, "always: 2 nodes are down", None),
        ),
    )


def test_a_rollout_with_the_same_figures_is_no_difference() -> None:
    assert rollouts(EARLIER, EARLIER._replace(meanwhile=None, strategy="OnDelete")) == ()
    assert rollouts(None, None) == ()
    assert "rollouts" not in json_form(what_if(WorkloadPlan(REF), WorkloadPlan(REF)))


def test_a_rollout_that_only_one_of_the_plans_has_is_a_difference() -> None:
    assert rollouts(None, FIGURES) == (RolloutDifference(REF, None, RolloutOutcome(2, None, None, None)),)
