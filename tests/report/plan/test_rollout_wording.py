"""A rollout in sentences: counts, the budget's arithmetic, waves, bounds and time."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.plans import Bounds, Budget, Duration, Rollout
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
    assert rollout_wording.what_changes(of) == f"RollingUpdate: the template changes; {said}"


def test_a_template_that_stays_is_said() -> None:
    said = rollout_wording.what_changes(rollout("OnDelete", changed=False))
    assert said == "OnDelete: the template stays the same; no pods change"


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
        ((5,), "1 wave of up to 5"),
        ((5, 5), "2 waves of 5 each"),
        ((5, 5, 2), "3 waves of up to 5"),
    ],
)
def test_waves_have_one_size_or_a_largest(sizes: tuple[int, ...], said: str) -> None:
    assert rollout_wording.waves(rollout(waves=sizes)).startswith(said)


@pytest.mark.parametrize(
    ("updated", "said"),
    [
        (Bounds(1, 1), "1 node has a new pod"),
        (Bounds(4, 4), "4 nodes have a new pod"),
        (Bounds(1, 4), "1 to 4 nodes have a new pod: the number depends on the order of nodes"),
    ],
)
def test_bounds_are_told_where_the_order_decides(updated: Bounds, said: str) -> None:
    assert rollout_wording.outcome(updated) == f"when it ends, {said}"


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
    [(Duration(60, 60, 60), "about 60 s"), (Duration(30, 60, 180), "30 s to 3 min, typically 60 s")],
)
def test_a_time_has_its_bounds_where_they_differ(duration: Duration, said: str) -> None:
    assert rollout_wording.time(duration) == said


def test_on_delete_says_that_old_pods_stay_and_only_where_the_template_changes() -> None:
    assert any(line.startswith("OnDelete: ") for line in rollout_wording.sentences(rollout("OnDelete")))
    assert list(rollout_wording.sentences(rollout("OnDelete", changed=False))) == []


def test_budget_and_bounds_belong_to_a_template_that_changes() -> None:
    facts = {"budget": Budget(1, 0, 4, 1, 0), "duration": Duration(1, 1, 1)}
    assert len(list(rollout_wording.sentences(rollout(**facts)))) == 3
    assert list(rollout_wording.sentences(rollout(changed=False, **facts))) == ["about 1 s"]


def test_an_interrupted_rollout_has_its_budget_and_bounds_too() -> None:
    found = rollout(changed=False, replaced=2, budget=Budget(1, 0, 4, 1, 0))
    assert list(rollout_wording.sentences(found)) == ["maxUnavailable 1", "when it ends, 0 nodes have a new pod"]
