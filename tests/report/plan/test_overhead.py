"""What node agents request, in words and rows."""

from __future__ import annotations

import pytest

from dslint.plans import HighestShare, InventorySummary, Plan, PlanReport, PoolOverhead, SmallestNode, WorkloadRoom
from dslint.report.plan.formats import FormatOptions
from dslint.report.plan.overhead import (
    OverheadRow,
    overhead_rows,
    overhead_sentences,
    percent,
    room_sentence,
    shown_amount,
)
from tests.report.plan.rendering import rendered

GIB = 1 << 30
SPOT = PoolOverhead(
    "spot",
    2,
    {"cpu": 400, "memory": GIB, "pods": 2},
    {"cpu": 600, "memory": GIB, "pods": 2},
    {"cpu": 4000, "memory": 64 * GIB, "pods": 20},
    (HighestShare("cpu", "s1", 400, 2000),),
)
GENERAL = PoolOverhead("general", 1, {}, {"cpu": 100, "memory": 4 * GIB, "pods": 1}, {"cpu": 4000, "memory": 16 * GIB})
ROOM = WorkloadRoom(
    {"cpu": 2000, "memory": 4 * GIB}, 250, 250, 240, ("s1", "s2"),
    SmallestNode("s1", "spot", {"cpu": 2000, "memory": 8 * GIB}, {"cpu": 1900, "memory": 7 * GIB}),
)  # fmt: skip


def plan(*pools: PoolOverhead, room: WorkloadRoom | None = None) -> Plan:
    return Plan("1.36", InventorySummary("lab", 3, 0), (), overhead=pools, workload_room=room)


@pytest.mark.parametrize(
    ("resource", "amount", "shown"),
    [
        ("cpu", 0, "0m"), ("cpu", 300, "300m"), ("cpu", 2000, "2"), ("cpu", 1550, "1.6"), ("memory", 512, "512"),
        ("memory", 3 * GIB // 2, "1.5Gi"), ("ephemeral-storage", 10 * GIB, "10Gi"), ("hugepages-2Mi", 2 << 20, "2Mi"),
        ("pods", 110, "110"), ("nvidia.com/gpu", 8, "8"), ("cpu", -1500, "-1.5"),
    ],
)  # fmt: skip
def test_amounts_are_short(resource: str, amount: int, shown: str) -> None:
    assert shown_amount(resource, amount) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0%"), (0.0004, "below 0.1%"), (0.004, "0.4%"), (0.08, "8%"), (0.156, "16%"), (1.2, "120%")],
)
def test_shares_are_short_and_never_hide_that_there_is_something(share: float, shown: str) -> None:
    assert percent(share) == shown


def test_the_sentence_names_the_pool_with_the_largest_share_of_each_resource() -> None:
    assert list(overhead_sentences(plan(SPOT, GENERAL))) == [
        "node agents request up to 15% of cpu (pool spot, before: 10%) and 25% of memory (pool general)"
    ]
    assert list(overhead_sentences(plan(SPOT))) == ["node agents request 15% of cpu (before: 10%) and 1.6% of memory"]


def test_with_everything_each_pool_has_a_sentence() -> None:
    assert list(overhead_sentences(plan(SPOT, GENERAL), everything=True)) == [
        "node agents of pool spot, 2 nodes: cpu 400m -> 600m (15%), memory 1Gi (1.6%), pods 2 (10%)",
        "node agents of pool general, 1 node: cpu 100m (2.5%), memory 4Gi (25%), pods 1",
    ]


def test_agents_without_requests_of_cpu_and_memory_need_no_sentence() -> None:
    quiet = PoolOverhead("spot", 1, {}, {"pods": 1}, {"pods": 110})
    assert list(overhead_sentences(plan(quiet))) == []
    assert list(overhead_sentences(plan())) == []


def test_rows_have_the_highest_share_of_a_node() -> None:
    assert overhead_rows(plan(SPOT, GENERAL._replace(pool="")))[::3] == [
        OverheadRow("spot", 2, "cpu", "400m", "600m", "15%", "20% on s1"),
        OverheadRow("no pool", 1, "cpu", "", "100m", "2.5%", ""),
    ]


def test_the_room_names_the_smallest_node_that_lost_it() -> None:
    assert room_sentence(ROOM) == (
        "a pod with cpu 2, memory 4Gi fits beside the node agents on 240 of 250 nodes (before: 250); the smallest node"
        " where it no longer fits is s1 of spot, with cpu 1.9, memory 7Gi left of cpu 2, memory 8Gi"
    )
    unknown = WorkloadRoom({"cpu": 2000}, 3, None, 3)
    assert room_sentence(unknown) == "a pod with cpu 2 fits beside the node agents on 3 of 3 nodes"
    assert room_sentence(unknown._replace(nodes=0, after=0)) == (
        "no node declares allocatable, so the room for a pod with cpu 2 is not known"
    )


def test_formats_for_people_show_it() -> None:
    report = PlanReport((plan(SPOT, GENERAL, room=ROOM),))
    sentence = "ode agents request up to 15% of cpu (pool spot, before: 10%)"
    for name in ("text", "markdown", "html"):
        shown = " ".join(rendered(name, report).split())
        assert sentence in shown, name
        assert "A pod with cpu 2" in shown or "a pod with cpu 2" in shown
    assert "| spot | 2 | cpu | 400m | 600m | 15% | 20% on s1 |" in rendered("markdown", report)
    assert ">20% on s1</td>" in rendered("html", report)
    assert "Node agents of pool general" in rendered("text", report, wishes=FormatOptions(everything=True))
