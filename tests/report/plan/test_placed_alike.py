"""Workloads with the same answer are one part."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.plans import (
    Level,
    Meanwhile,
    Placement,
    SourceLine,
    State,
    StaticPodPlan,
    TemplateDifference,
    Verdict,
    WorkloadPlan,
)
from dslint.report.plan.digest import parts
from dslint.report.plan.placed_alike import static_pods_alike
from tests.golden.plan_verdict_story import ALIKE, LOSES, LOST, PLAN, static_pod


def sizes(*workloads: WorkloadPlan) -> list[int]:
    return [len(part.workloads) for part in parts(PLAN._replace(workloads=workloads), {})]


def test_workloads_that_differ_in_name_and_file_are_one_part() -> None:
    assert sizes(*ALIKE) == [3]


def renamed(name: str, **changes: Any) -> WorkloadPlan:
    """As LOSES, with its own name wherever texts name it."""
    rollout = LOSES.rollout._replace(
        meanwhile=Meanwhile(f'daemon set "{name}" successfully rolled out', "helm --wait passes"),
        template_diff=tuple(one._replace(source=SourceLine(f"{name}.yaml", 3)) for one in LOSES.rollout.template_diff),
    )
    return LOSES._replace(
        ref=LOSES.ref._replace(name=name), rollout=rollout, notes=(f"logging/{name} is new",), **changes
    )


def test_the_own_name_in_a_text_is_no_difference() -> None:
    assert sizes(renamed("cache"), renamed("probe")) == [2]


@pytest.mark.parametrize(
    "other",
    [
        renamed("probe")._replace(notes=()),
        renamed("probe")._replace(ref=LOSES.ref._replace(kind="Pod")),
        renamed("probe")._replace(placement=LOSES.placement[1:]),
        renamed("probe")._replace(rollout=LOSES.rollout._replace(waves=(1,))),
        renamed("probe")._replace(verdict=Verdict(Level.BLOCKED, "")),
        renamed("probe")._replace(explanations=()),
        renamed("probe")._replace(
            rollout=renamed("probe").rollout._replace(template_diff=(TemplateDifference("/x", "x", 1, 2),))
        ),
    ],
)
def test_any_other_difference_makes_two_parts(other: WorkloadPlan) -> None:
    assert sizes(renamed("cache"), other) == [1, 1]


def test_what_is_rejected_at_other_lines_is_told_for_each() -> None:
    rejected = LOSES._replace(placement=(), rollout=None, rejected=(LOST,))
    other = rejected._replace(rejected=(LOST._replace(file="other.yaml"),))
    assert sizes(rejected, rejected) == [2]
    assert sizes(rejected, other) == [1, 1]


def test_static_pods_with_the_same_answer_are_one_part() -> None:
    other = Placement(State.EXCLUDED, ("n1",))
    pods = [static_pod("a"), static_pod("b", None, other), static_pod("c"), static_pod("d", "changed")]

    def names(alike: tuple[StaticPodPlan, ...]) -> list[str]:
        return [pod.ref.name for pod in alike]

    assert [names(alike) for alike in static_pods_alike(pods)] == [["a", "c"], ["b"], ["d"]]


def test_workloads_with_other_findings_are_two_parts() -> None:
    found = parts(PLAN._replace(workloads=ALIKE, findings=(LOST._replace(object=ALIKE[0].ref),)), {})
    assert [len(part.workloads) for part in found] == [1, 2]
