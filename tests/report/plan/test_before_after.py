"""Where a workload has a pod before and after its rollout."""

from __future__ import annotations

from dslint.plans import Bounds, DownShare, NodesByChange, Rollout, Unavailable
from dslint.report.plan.before_after import PoolRow, before_after
from dslint.report.plan.digest import Digest
from dslint.report.plan.wording import Answer

POOLS = {"g1": "general", "g2": "general", "g3": "general", "s1": "spot", "s2": "spot"}
CHANGES = NodesByChange(added=("g3",), replaced=("g1", "g2"), removed=("s1",), removed_in_turn=("s2",))
UNAVAILABLE = Unavailable(0, 2, 0, pools=(DownShare("general", 2, 2),))


def rollout(changes: NodesByChange | None = CHANGES) -> Rollout:
    return Rollout("RollingUpdate", True, None, 2, 2, 1, 1, None, Bounds(3, 3), nodes=changes, unavailable=UNAVAILABLE)


def digest(answer: Answer, *nodes: str) -> Digest:
    return Digest(answer, nodes, reasons=(), notes=(), evicts=(), pools=(), scores={})


def test_pools_have_their_pods_before_and_after_and_the_sum_comes_last() -> None:
    groups = [
        digest(Answer.REPLACED, "g1"),
        digest(Answer.NEVER_READY, "g2"),
        digest(Answer.ADDED, "g3"),
        digest(Answer.REMOVED_AT_ONCE, "s1"),
        digest(Answer.REMOVED_IN_TURN, "s2"),
    ]
    assert before_after(rollout(), groups, POOLS) == [
        PoolRow("general", 3, 2, 2, 2),
        PoolRow("spot", 2, 2, 0, None),
        PoolRow("all", 5, 4, 2, 2),
    ]


def test_one_pool_is_its_own_sum() -> None:
    assert before_after(rollout(), [digest(Answer.KEPT, "n1")], {"n1": ""}) == [PoolRow("", 1, 0, 1, None)]


def test_without_the_names_of_nodes_nothing_is_known() -> None:
    assert before_after(rollout(None), [], POOLS) == []
