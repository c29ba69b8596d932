"""A rollout in sentences: counts, the budget's arithmetic, waves, bounds and time."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.plans import (
    BadEverywhere,
    Blocked,
    Bounds,
    Budget,
    DownShare,
    Duration,
    Meanwhile,
    Rollout,
    RolloutTime,
    SourceLine,
    Step,
    TemplateDifference,
    Unavailable,
)
from dslint.report.plan import rollout_wording


def rollout(strategy: str = "RollingUpdate", *, changed: bool = True, **facts: Any) -> Rollout:
    counts = {"replaced": 0, "removed": 0, "added": 0, "removed_at_once": 0, **facts}
    return Rollout(strategy, changed, counts.pop("budget", None), blocked=None, **{"updated": Bounds(0, 0), **counts})


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (
            rollout(replaced=145, added=3, removed=45, removed_at_once=45),
            "145 replaced, 3 added, 45 removed (45 at once)",
        ),
        (rollout(removed=2), "2 removed"),
        (rollout(), "no pods change"),
    ],
)
def test_what_is_not_changed_is_not_counted(of: Rollout, said: str) -> None:
    assert rollout_wording.what_changes(of) == f"RollingUpdate: {said}"


def test_a_template_that_stays_is_said() -> None:
    said = rollout_wording.what_changes(rollout("OnDelete", changed=False))
    assert said == "OnDelete: no pods change; the template stays the same"


def test_what_changes_ends_with_the_time_that_it_takes() -> None:
    said = rollout_wording.what_changes(rollout(replaced=2, duration=Duration(43, 120, 900)))
    assert said == "RollingUpdate: 2 replaced; about 2 min (43 s to 15 min)"


@pytest.mark.parametrize(
    ("found", "arithmetic"),
    [
        (Budget("10%", 0, 148, 15, 0), "maxUnavailable 10% of 148 = 15 (rounded up)"),
        (Budget("10%", 0, 150, 15, 0), "maxUnavailable 10% of 150 = 15"),
        (Budget(1, 0, 148, 1, 0), "maxUnavailable 1"),
        (Budget(0, "50%", 3, 2, 0), "maxSurge 50% of 3 = 2 (rounded up)"),
        (Budget("0%", 1, 3, 1, 0), "maxSurge 1"),
        (Budget(1, 1, 3, 1, 0), "maxUnavailable 1"),
        (Budget(0, 0, 3, 1, 0), "maxUnavailable 0"),
        (Budget("1", 0, 3, 1, 0), "maxUnavailable 1"),
    ],
)
def test_the_budget_is_shown_with_its_share_and_rounding(found: Budget, arithmetic: str) -> None:
    assert rollout_wording.budget(found).startswith(arithmetic)


@pytest.mark.parametrize(("value", "taken", "left"), [(15, 3, 12), (3, 3, 0), (2, 5, 0)])
def test_what_is_taken_leaves_the_rest_and_never_less_than_nothing(value: int, taken: int, left: int) -> None:
    assert rollout_wording.budget(Budget(value, 0, 20, value, taken)).endswith(
        f"{taken} already unavailable: {left} left"
    )
    assert "left" not in rollout_wording.budget(Budget(value, 0, 20, value, 0))


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ((5,), "1 wave of up to 5 nodes"),
        ((1,), "1 wave of up to 1 node, in random order"),
        ((5, 5), "2 waves of 5 nodes, in random order"),
        ((5, 5, 2), "3 waves of up to 5 nodes"),
    ],
)
def test_waves_have_one_size_or_a_largest(sizes: tuple[int, ...], said: str) -> None:
    assert rollout_wording.waves(rollout(waves=sizes)).startswith(said)


@pytest.mark.parametrize(
    ("updated", "said"),
    [
        (Bounds(1, 1), ["when it ends, 1 node has a new pod"]),
        (Bounds(3, 3), ["when it ends, 3 nodes have a new pod"]),
        (Bounds(1, 4), ["when it ends, 1 to 4 nodes have a new pod: the number depends on the order of nodes"]),
        (Bounds(4, 4), []),
    ],
)
def test_how_many_are_updated_is_told_unless_it_is_all_of_them(updated: Bounds, said: list[str]) -> None:
    assert list(rollout_wording.outcome(rollout(replaced=3, added=1, updated=updated))) == said


def test_a_rollout_that_stalls_says_how_many_are_updated_then() -> None:
    stalls = rollout(replaced=3, updated=Bounds(3, 3))._replace(blocked=Blocked("X", "stalls", "help"))
    assert list(rollout_wording.outcome(stalls)) == ["when it stalls, 3 nodes have a new pod"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (119, "119 s"),
        (120, "2 min"),
        (149, "2 min"),
        (151, "3 min"),
        (7_169, "119 min"),
        (7_200, "2 h"),
        (8_400, "2 h 20 min"),
    ],
)
def test_times_are_in_seconds_minutes_or_hours(seconds: int, said: str) -> None:
    assert rollout_wording.clock(seconds) == said


@pytest.mark.parametrize(
    ("duration", "said"),
    [(Duration(60, 60, 60), "about 60 s"), (Duration(30, 60, 180), "about 60 s (30 s to 3 min)")],
)
def test_a_time_has_its_bounds_where_they_differ(duration: Duration, said: str) -> None:
    assert rollout_wording.time(duration) == said


def test_on_delete_says_that_old_pods_stay_and_only_where_the_template_changes() -> None:
    assert any(line.startswith("OnDelete: ") for line in rollout_wording.sentences(rollout("OnDelete")))
    assert list(rollout_wording.sentences(rollout("OnDelete", changed=False))) == []


def test_budget_and_bounds_belong_to_a_template_that_changes() -> None:
    facts = {"budget": Budget(1, 0, 4, 1, 0), "duration": Duration(1, 1, 1)}
    assert list(rollout_wording.sentences(rollout(**facts))) == ["maxUnavailable 1"]
    assert list(rollout_wording.sentences(rollout(changed=False, **facts))) == []


def test_an_interrupted_rollout_has_its_budget_and_bounds_too() -> None:
    found = rollout(changed=False, replaced=2, budget=Budget(1, 0, 4, 1, 0))
    assert list(rollout_wording.sentences(found)) == ["maxUnavailable 1", "when it ends, no node has a new pod"]


def difference(old: Any, new: Any, source: SourceLine | None = None) -> TemplateDifference:
    return TemplateDifference("", "spec.template.spec.x", old, new, source)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (difference("a", "b", SourceLine("ds.yaml", 7)), "spec.x: a -> b (ds.yaml:7)"),
        (difference(None, ["--v"]), 'spec.x: added ["--v"]'),
        (difference("", 0), 'spec.x: "" -> 0'),
        (difference("x" * 99, None), f"spec.x: removed {'x' * 80}…"),
    ],
)
def test_differences_of_the_template(found: TemplateDifference, said: str) -> None:
    assert list(rollout_wording.differences(rollout(template_diff=(found,)))) == [said]


def test_many_differences_are_counted() -> None:
    said = list(rollout_wording.differences(rollout(template_diff=(difference(1, 2),) * 10)))
    assert (len(said), said[-1]) == (9, "and 2 more differences in the template")


ZONE = DownShare("a", 2, 4)
UNHARMED = DownShare("b", 0, 4)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Unavailable(0, 0, 0, (UNHARMED,)), []),
        (
            Unavailable(0, 2, 0, (ZONE,), (UNHARMED,)),
            ["at worst 2 nodes without an available pod at once: 2 of 4 (50%) of a"],
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
    of = rollout(unavailable=found)
    assert [*rollout_wording.unavailable_nodes(of), *rollout_wording.if_bad_everywhere(of)] == said


def test_what_time_rests_on_and_what_others_report() -> None:
    of = rollout(
        time=RolloutTime(1, ("a pod starts in 5 s (1 to 60): the inventory declares no timing",)),
        meanwhile=Meanwhile("fine", "helm --wait passes"),
    )
    assert list(rollout_wording.assumed(of)) == ["assuming a pod starts in 5 s (1 to 60)"]
    assert list(rollout_wording.kubectl_and_helm(of)) == ["final kubectl rollout status: fine", "helm --wait passes"]


def test_a_rollout_without_further_facts_says_nothing_of_them() -> None:
    for say in (
        rollout_wording.differences,
        rollout_wording.unavailable_nodes,
        rollout_wording.if_bad_everywhere,
        rollout_wording.steps,
        rollout_wording.assumed,
        rollout_wording.kubectl_and_helm,
    ):
        assert list(say(rollout())) == []


def test_of_lists_only_what_comes_or_goes_is_shown() -> None:
    keeps, goes, comes = ({"key": key, "operator": "Exists"} for key in ("a", "b", "c"))
    found = [difference([keeps, goes], [keeps, comes])]
    assert list(rollout_wording.differences(rollout(template_diff=tuple(found)))) == [
        'spec.x: removed {"key": "b", "operator": "Exists"}, added {"key": "c", "operator": "Exists"}'
    ]


def test_steps_have_numbers_whether_or_not_they_name_nodes() -> None:
    of = rollout(steps=(Step("update", {"old ready": ("a", "b")}), Step("kill", counts={"new ready": 501}, changes=())))
    assert list(rollout_wording.steps(of)) == ["  1  after update: 2 old ready", "  2  after kill: 501 new ready"]


def test_helm_4_and_argo_cd_are_named_where_they_see_it_differently() -> None:
    alike = Meanwhile("fine", "helm --wait may time out", "helm --wait (Helm 4) may time out", "Argo CD: Healthy")
    assert list(rollout_wording.kubectl_and_helm(rollout(meanwhile=alike)))[1:] == ["helm --wait may time out"]
    differing = alike._replace(helm4="helm --wait (Helm 4) times out", argocd="Argo CD: stays Progressing")
    of = rollout(meanwhile=differing)._replace(blocked=Blocked("NoRoom", "no room", "make room"))
    assert list(rollout_wording.kubectl_and_helm(of))[1:] == [
        "helm --wait (Helm 3) may time out; helm --wait (Helm 4) times out",
        "Argo CD: stays Progressing",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"added": 26}, "26 already unavailable (5 to get a first pod): 0 left"),
        ({"removed": 5}, "26 already unavailable (5 to lose the pod): 0 left"),
        ({"added": 26, "removed": 3}, "26 already unavailable (5 to get a first pod or to lose the pod): 0 left"),
        ({"replaced": 26}, "26 already unavailable: 0 left"),
    ],
)
def test_nodes_that_take_the_budget_and_are_in_no_other_number_are_told_apart(
    changes: dict[str, int], said: str
) -> None:
    facts = {"budget": Budget("25%", 0, 26, 7, 26), "updated": Bounds(26, 26), "unavailable": Unavailable(21, 21, 0)}
    assert list(rollout_wording.sentences(rollout(**changes, **facts))) == [
        "at worst 21 nodes without an available pod at once",
        f"maxUnavailable 25% of 26 = 7 (rounded up), {said}",
    ]
    surging = rollout(**changes, **{**facts, "budget": Budget(0, 30, 26, 30, 26)})
    assert "maxSurge 30, 26 already unavailable: 4 left" in list(rollout_wording.sentences(surging))


BAD = Unavailable(0, 1, 1, if_bad_everywhere=BadEverywhere(1, 9, 0, 8))


def test_a_rollout_that_stalls_at_once_has_no_wave_and_no_worse_case() -> None:
    blocked = Blocked("X", "stalls", "help")
    found = rollout(replaced=9, waves=(1,), updated=Bounds(1, 1), unavailable=BAD)
    said = list(rollout_wording.sentences(found))
    assert any("1 wave of up to 1 node" in line for line in said)
    assert any("if the new version fails everywhere" in line for line in said)
    assert list(rollout_wording.sentences(found._replace(blocked=blocked))) == [
        "at worst 1 node without an available pod at once",
        "when it stalls, 1 node has a new pod",
    ]
    several = found._replace(blocked=blocked, waves=(1, 1))
    assert "2 waves of 1 node, in random order" in list(rollout_wording.sentences(several))
