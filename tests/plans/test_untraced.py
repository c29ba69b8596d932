"""Plans without the steps of their rollouts."""

from __future__ import annotations

from dslint.plans import Rollout
from dslint.plans.untraced import untraced
from tests.golden.plan_verdict_story import REPORT


def test_the_steps_are_gone_and_all_else_stays() -> None:
    (plan,), (before,) = untraced(REPORT).plans, REPORT.plans
    rollouts = [workload.rollout for workload in plan.workloads if workload.rollout]
    assert rollouts
    assert all(rollout.steps is None for rollout in rollouts)
    assert [_with_steps(one, other) for one, other in zip(plan.workloads, before.workloads, strict=True)] == list(
        before.workloads
    )


def _with_steps(workload, before):
    if before.rollout is None:
        return workload
    traced: Rollout = before.rollout
    return workload._replace(rollout=workload.rollout._replace(steps=traced.steps, start=traced.start))


def test_a_report_without_steps_is_the_same_one() -> None:
    report = untraced(REPORT)
    assert untraced(report) is report
