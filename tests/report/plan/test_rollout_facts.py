from __future__ import annotations

from typing import Any

import pytest

from dslint.plans import (
    BadEverywhere,
    Blocked,
    Bounds,
    DownShare,
    Meanwhile,
    Rollout,
    RolloutTime,
    SourceLine,
    TemplateDifference,
    Unavailable,
)
from dslint.report.plan import rollout_facts


def rollout(**facts: Any) -> Rollout:
    return Rollout("RollingUpdate", True, None, 0, 0, 0, 0, None, Bounds(0, 0), **facts)


def difference(old: Any, new: Any, source: SourceLine | None = None) -> TemplateDifference:
    return TemplateDifference("", "spec.template.spec.x", old, new, source)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (difference("a", "b", SourceLine("ds.yaml", 7)), "spec.x: a -> b (ds.yaml:7)"),
        (difference(None, ["--v"]), 'spec.x: none -> ["--v"]'),
        (difference("", 0), 'spec.x: "" -> 0'),
        (difference("x" * 99, None), f"spec.x: {'x' * 60}… -> none"),
    ],
)
def test_differences_of_the_template(found: TemplateDifference, said: str) -> None:
    assert list(rollout_facts.differences(rollout(template_diff=(found,)))) == [said]


def test_many_differences_are_counted() -> None:
    said = list(rollout_facts.differences(rollout(template_diff=(difference(1, 2),) * 10)))
    assert (len(said), said[-1]) == (9, "and 2 more differences in the template")


ZONE = DownShare("a", 2, 4)
UNHARMED = DownShare("b", 0, 4)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Unavailable(0, 0, 0, (UNHARMED,)), []),
        (
            Unavailable(0, 2, 0, (ZONE,), (UNHARMED,)),
            ["at most 2 nodes without an available pod at the same time; 2 of 4 (50%) of a"],
        ),
        (
            Unavailable(0, 0, 0, if_bad_everywhere=BadEverywhere(1, 9, 0, 8)),
            [
                (
                    "if the new version fails everywhere, the rollout stalls with 1 of 9 nodes down"
                    " and 8 still on the old version"
                )
            ],
        ),
    ],
)
def test_how_far_harm_reaches(found: Unavailable, said: list[str]) -> None:
    assert list(rollout_facts.unavailable_nodes(rollout(unavailable=found))) == said


def test_what_time_rests_on_and_what_others_report() -> None:
    of = rollout(
        time=RolloutTime(1, ("a pod starts in 5 s (1 to 60): the inventory declares no timing",)),
        meanwhile=Meanwhile("fine", "helm --wait passes"),
    )
    assert list(rollout_facts.assumed(of)) == ["assuming a pod starts in 5 s (1 to 60)"]
    assert list(rollout_facts.kubectl_and_helm(of)) == ["final kubectl rollout status: fine", "helm --wait passes"]


def test_helm_4_and_argo_cd_are_named_where_they_see_it_differently() -> None:
    alike = Meanwhile("fine", "helm --wait may time out", "helm --wait (Helm 4) may time out", "Argo CD: Healthy")
    assert list(rollout_facts.kubectl_and_helm(rollout(meanwhile=alike)))[1:] == ["helm --wait may time out"]
    differing = alike._replace(helm4="helm --wait (Helm 4) times out", argocd="Argo CD: stays Progressing")
    of = rollout(meanwhile=differing)._replace(blocked=Blocked("NoRoom", "no room", "make room"))
    assert list(rollout_facts.kubectl_and_helm(of))[1:] == [
        "helm --wait (Helm 3) may time out; helm --wait (Helm 4) times out",
        "Argo CD: stays Progressing",
    ]


def test_a_rollout_without_further_facts_says_nothing_of_them() -> None:
    for say in (
        rollout_facts.differences,
        rollout_facts.unavailable_nodes,
        rollout_facts.assumed,
        rollout_facts.kubectl_and_helm,
    ):
        assert list(say(rollout())) == []


def test_of_lists_only_what_comes_or_goes_is_shown() -> None:
    keeps, goes, comes = ({"key": key, "operator": "Exists"} for key in ("a", "b", "c"))
    found = [difference([keeps, goes], [keeps, comes])]
    assert list(rollout_facts.differences(rollout(template_diff=tuple(found)))) == [
        'spec.x: removed {"key": "b", "operator": "Exists"}, added {"key": "c", "operator": "Exists"}'
    ]
