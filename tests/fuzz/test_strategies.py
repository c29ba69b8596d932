"""Hypothesis draws what the fuzzers draw, and makes it small."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import find, settings

from tests.fuzz.chances import happens
from tests.fuzz.strategies import as_json, of_schema
from tests.properties.examples import PHASES

SMALL = settings(max_examples=200, derandomize=True, database=None, phases=PHASES)


def test_what_fails_is_made_small() -> None:
    def fails(value: Any) -> bool:
        return any("whatIf" in one for one in value["expect"])

    (only,) = find(of_schema("expectations"), fails, settings=SMALL)["expect"]
    assert len(only) <= 4, "a name, what is expected and for it the versions, and what fails"


def test_what_happens_seldom_happens_as_often_as_it_should() -> None:
    random = Random(1)
    assert 50 < sum(happens(random, 0.1) for _ in range(1_000)) < 150
    assert not any(happens(random, 0) for _ in range(1_000))


def test_what_no_json_can_hold_becomes_what_it_can() -> None:
    assert as_json({None: "\ud800", 1: [float("inf"), float("nan")]}) == {"null": "\u0800", "1": [None, None]}
