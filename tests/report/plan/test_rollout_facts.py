from __future__ import annotations

from typing import Any

import pytest

from dslint.plans import Bounds, Rollout
from dslint.report.plan import rollout_facts


def rollout(**extra: Any) -> Rollout:
    return Rollout("RollingUpdate", True, None, 0, 0, 0, 0, None, Bounds(0, 0), extra=extra)


def difference(old: Any, new: Any, source: dict | None = None) -> dict:
    return {"pointer": "", "field": "spec.template.spec.x", "old": old, "new": new, "source": source}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (difference("a", "b", {"file": "ds.yaml", "line": 7}), "spec.x: a -> b (ds.yaml:7)"),
        (difference(None, ["--v"]), 'spec.x: none -> ["--v"]'),
        (difference("", 0), 'spec.x: "" -> 0'),
        (difference("x" * 99, None), f"spec.x: {'x' * 60}… -> none"),
    ],
)
def test_differences_of_the_template(found: dict, said: str) -> None:
    assert list(rollout_facts.differences(rollout(templateDiff=[found]))) == [said]


def test_many_differences_are_counted() -> None:
    said = list(rollout_facts.differences(rollout(templateDiff=[difference(1, 2)] * 10)))
    assert (len(said), said[-1]) == (9, "and 2 more differences of the template")


ZONE = {"name": "a", "down": 2, "of": 4, "share": 0.5}
UNHARMED = {"name": "b", "down": 0, "of": 4, "share": 0.0}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"atWorst": 0, "zones": [UNHARMED], "pools": []}, []),
        (
            {"atWorst": 2, "zones": [ZONE], "pools": [UNHARMED]},
            ["at worst 2 nodes are without an available pod at once; 2 of 4 (50%) of a"],
        ),
        (
            {"atWorst": 0, "zones": [], "pools": [], "ifBadEverywhere": {"down": 1, "of": 9, "oldLeft": 8}},
            ["if the new version is bad everywhere, it stalls with 1 of 9 nodes down and 8 still on the old version"],
        ),
    ],
)
def test_how_far_harm_reaches(found: dict, said: list[str]) -> None:
    assert list(rollout_facts.reach(rollout(unavailable=found))) == said


def test_what_time_rests_on_and_what_others_report() -> None:
    of = rollout(
        time={"assumed": ["a pod starts in 5 s (1 to 60): the inventory declares no timing"]},
        meanwhile={"kubectl": "fine", "helm": "helm --wait passes"},
    )
    assert list(rollout_facts.assumed(of)) == ["assuming a pod starts in 5 s (1 to 60)"]
    assert list(rollout_facts.meanwhile(of)) == ["kubectl rollout status in the end: fine", "helm --wait passes"]


def test_a_rollout_without_further_facts_says_nothing_of_them() -> None:
    for say in (rollout_facts.differences, rollout_facts.reach, rollout_facts.assumed, rollout_facts.meanwhile):
        assert list(say(rollout())) == []


def test_of_lists_only_what_comes_or_goes_is_shown() -> None:
    keeps, goes, comes = ({"key": key, "operator": "Exists"} for key in ("a", "b", "c"))
    found = [difference([keeps, goes], [keeps, comes])]
    assert list(rollout_facts.differences(rollout(templateDiff=found))) == [
        'spec.x: without {"key": "b", "operator": "Exists"}, with {"key": "c", "operator": "Exists"}'
    ]
