"""What the page shows of one workload."""

from __future__ import annotations

from dslint.plans import Level
from dslint.report.plan.digest import Part, parts, pools_of
from dslint.report.plan.page_part import TONES, part_values
from dslint.report.plan.wording import Answer
from tests.golden.plan_story import REPORT as STORY
from tests.golden.plan_verdict_story import REPORT

(PLAN,) = REPORT.plans
FIRST, ALIKE = parts(PLAN, pools_of(PLAN.inventory))[:2]


def values(part: Part = FIRST):
    return part_values("1-1", part, PLAN)


def test_its_numbers_are_those_of_each_state_in_the_json() -> None:
    counts: dict[str, int] = {}
    number = PLAN.workloads.index(FIRST.first)
    for group in PLAN.to_dict()["workloads"][number]["placement"]:
        counts[group["state"]] = counts.get(group["state"], 0) + group["count"]
    assert {state: count for state, count, _, _ in values()["numbers"]} == counts


def test_pods_that_are_bound_and_do_not_run_are_not_counted_as_running() -> None:
    assert values()["numbers"][0] == ("bound", 21, "bound", "1 never ready")


def test_a_rejected_workload_has_no_numbers() -> None:
    (plan,) = STORY.plans
    part = next(part for part in parts(plan, {}) if part.first.rejected)
    found = part_values("1-1", part, plan)
    assert (found["numbers"], found["desired"], found["map"]) == ([], None, None)
    assert found["findings"]


def test_workloads_that_are_placed_alike_are_all_named() -> None:
    assert values(ALIKE)["objects"].split() == [workload.called for workload in ALIKE.workloads]
    assert len(ALIKE.workloads) == 3


def test_groups_count_through_though_the_unchanged_ones_stand_apart() -> None:
    found = values()
    numbers = [group["number"] for group in (*found["groups"], *found["unchanged"])]
    assert sorted(numbers) == list(range(1, len(FIRST.digests) + 1))
    assert [FIRST.digests[group["number"] - 1].answer for group in found["unchanged"]] == [Answer.NEVER_RAN]


def test_names_are_ranges_and_pools_are_counted() -> None:
    group = next(group for group in values()["groups"] if group["answer"] is Answer.REMOVED_IN_TURN)
    assert (group["names"], group["pools"]) == ("spot-[1-6]", "spot 6")


def test_names_with_scores_are_listed_one_by_one() -> None:
    digest = FIRST.digests[0]._replace(scores={FIRST.digests[0].nodes[0]: 85})
    group = values(FIRST._replace(digests=(digest,)))["groups"][0]
    assert group["names"].startswith(f"{digest.nodes[0]} (85), {digest.nodes[1]}, ")


def test_the_template_is_told_as_a_diff_and_not_again_in_a_sentence() -> None:
    rollout = values()["rollout"]
    assert rollout["diff"]
    assert not any("tolerations" in sentence for sentence in rollout["sentences"])
    assert any("at worst 6 nodes" in sentence for sentence in rollout["sentences"])


def test_the_legend_has_each_answer_once_with_all_its_nodes() -> None:
    legend = dict(values()["legend"])
    assert sum(legend.values()) == sum(len(digest.nodes) for digest in FIRST.digests)
    assert legend[Answer.REMOVED_IN_TURN] == 6


def test_each_verdict_has_a_tone() -> None:
    assert {level: TONES[level] for level in Level} == {
        Level.REJECTED: "error",
        Level.OUTAGE: "error",
        Level.BLOCKED: "error",
        Level.AT_RISK: "warning",
        Level.SAFE: "good",
    }
