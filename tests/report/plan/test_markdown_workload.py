"""One workload in a comment."""

from __future__ import annotations

from dslint.plans import Placement, State
from dslint.report.plan import markdown_workload
from dslint.report.plan.digest import Part, digests, parts, pools_of
from tests.golden.plan_verdict_story import ALIKE, LOSES, PLAN, UNCHANGED

FIRST, ALIKE_PART, CALM = parts(PLAN, pools_of(PLAN.inventory))


def lines(part: Part) -> list[str]:
    return list(markdown_workload.lines(part, PLAN))


def in_sight(part: Part) -> str:
    """What is seen without opening a part."""
    return "\n".join(lines(part)).partition("\n<details>")[0]


def test_the_title_says_what_happens_and_names_all_that_are_placed_alike() -> None:
    assert lines(ALIKE_PART)[:3] == [
        "#### 3 DaemonSets placed alike: new, runs on 22 of 29 nodes, not scheduled on 6",
        "",
        "logging/cache, logging/probe, logging/relay",
    ]


def test_each_answer_has_its_reason_line_and_cure() -> None:
    text = in_sight(FIRST)
    assert "| 6 | **will be removed** | untolerated taint spot=true:NoSchedule (new.yaml:22)<br>help: tolerate" in text
    assert "| 1 | **never ready** | The node had condition: \\[DiskPressure\\]. |" in text
    assert "| 19 | replaced |  | general 19: general-01, general-02, general-03 and 16 more |" in text
    assert "evicts shop/web-0 (one of 3 pods that tie; breaks its disruption budget)" in text


def test_what_does_not_change_is_folded() -> None:
    assert "win-1" not in in_sight(FIRST)
    assert "- not scheduled, unchanged (1) (nodeSelector kubernetes.io/os=linux, node has windows): win-1" in lines(
        FIRST
    )
    assert in_sight(CALM).splitlines() == [
        "#### DaemonSet logging/quiet: unchanged, runs on 20 of 29 nodes, not scheduled on 6",
        "",
        "26 nodes unchanged: 20 keep their pods, 6 never ran it",
    ]


def test_nodes_that_lose_their_pod_at_once_are_quoted() -> None:
    at_once = LOSES.placement[4]._replace(notes=())
    part = Part((LOSES,), tuple(digests((at_once,), {}, LOSES.rollout)), FIRST.findings)
    quoted = "> **6 nodes at once; no budget limits this:** untolerated taint spot=true:NoSchedule"
    assert quoted in list(markdown_workload.lines(part._replace(findings=()), PLAN._replace(findings=())))
    assert any("DS816" in line and "6 of 28 nodes lose logging/agent" in line for line in lines(part))
    assert quoted not in lines(part)


def test_many_names_are_counted() -> None:
    group = Placement(State.BOUND, tuple(f"n{number}" for number in range(201)))
    part = Part(ALIKE[:1], tuple(digests((group,), {})))
    assert next(line for line in lines(part) if line.startswith("- runs (201)")).endswith("n199 and 1 more")


def test_a_workload_in_which_nothing_changes_has_no_rollout() -> None:
    assert UNCHANGED.rollout is not None
    assert "Rollout" not in "\n".join(lines(CALM))
