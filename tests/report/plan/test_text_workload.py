"""One workload in the text: what changes first, what does not in one line."""

from __future__ import annotations

import pytest

from dslint.report.plan import text_workload
from dslint.report.plan.digest import parts, pools_of
from dslint.report.terminal import Terminal
from tests.golden.plan_verdict_story import PLAN

FIRST, ALIKE_PART, CALM = parts(PLAN, pools_of(PLAN.inventory))


def lines(part=FIRST, width: int = 100, *, everything: bool = False) -> list[str]:
    return list(text_workload.lines(part, PLAN, Terminal(width=width), everything=everything))


def test_what_is_lost_comes_first_and_what_stays_comes_last() -> None:
    marks = [line[2] for line in lines() if line[:2] == "  " and line[2] in "-!~+="]
    assert marks == ["-", "!", "!", "~", "~", "!", "="]


def test_a_cure_stands_below_its_reason() -> None:
    text = lines(width=160)
    place = next(index for index, line in enumerate(text) if "needs cpu 300m" in line)
    assert text[place + 1].strip().startswith("help: a priority class above 1000 would evict shop/web-0")


def test_a_victim_has_its_tie_and_its_broken_budget() -> None:
    assert any("evicts shop/web-0 (one of 3 pods that tie; breaks its disruption budget)" in line for line in lines())


def test_workloads_that_are_placed_alike_are_named_below_the_title() -> None:
    title, names, *_ = lines(ALIKE_PART)
    assert title == "3 DaemonSets placed alike: new, runs on 22 of 29 nodes, not scheduled on 6"
    assert names == "    logging/cache, logging/probe, logging/relay"


def test_a_workload_in_which_nothing_changes_is_two_lines() -> None:
    assert lines(CALM) == [
        "DaemonSet logging/quiet: unchanged, runs on 20 of 29 nodes, not scheduled on 6",
        "  = 26 nodes unchanged: 20 keep their pods, 6 never ran it (--all)",
    ]
    assert "untolerated taint spot=true:NoSchedule" in "\n".join(lines(CALM, everything=True))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_the_terminal(width: int) -> None:
    """But for the checks of --explain, which keep their columns."""
    text = lines(width=width)
    end = text.index("  general-20, check by check")
    assert [line for line in text[:end] if len(line) > width] == []
