"""What a rollout's sentences leave out, and how their numbers agree."""

from __future__ import annotations

import pytest

from dslint.plans import BadEverywhere, Blocked, Bounds, Budget, Unavailable
from dslint.report.plan import rollout_wording
from tests.report.plan.test_rollout_wording import rollout


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
