"""What a rollout's sentences leave out, and how their numbers agree."""

from __future__ import annotations

from dslint.plans import BadEverywhere, Blocked, Bounds, Budget, Unavailable
from dslint.report.plan import rollout_wording
from tests.report.plan.test_rollout_wording import rollout


def test_nodes_that_get_their_first_pod_are_told_from_those_that_lost_theirs() -> None:
    found = rollout(
        added=26, budget=Budget("25%", 0, 26, 7, 26), updated=Bounds(26, 26), unavailable=Unavailable(21, 21, 0)
    )
    assert list(rollout_wording.sentences(found)) == [
        "at worst 21 nodes without an available pod at once",
        "maxUnavailable 25% of 26 = 7 (rounded up), 26 already unavailable (5 of them to get a first pod): 0 left",
    ]
    surging = Budget(0, 1, 9, 1, 1)
    assert rollout_wording.budget(surging, 0) == "maxSurge 1, 1 already unavailable: 0 left"


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
