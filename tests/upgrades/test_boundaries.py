"""Both sides of each version in which Kubernetes changed something for node agents."""

from __future__ import annotations

import pytest

from dslint.kubernetes.feature_gates import GATES as KNOWN_GATES
from dslint.kubernetes.release import Release, parse_version
from tests.house.test_behaviours import SOURCE
from tests.upgrades.boundaries import Boundary, lints, of_api
from tests.upgrades.boundary_rows import API, BEHAVIOURS, GATE_STAGES, NAMES

ROWS = (*API, *BEHAVIOURS, *NAMES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.after} {row.behaviour}")
def test_the_engine_changes_there_and_not_elsewhere(row: Boundary) -> None:
    assert parse_version(row.before) == before(row.after)
    assert row.seen[0] != row.seen[1]
    assert (row.look(row.before), row.look(row.after)) == row.seen
    assert SOURCE.fullmatch(row.source), row.source


@pytest.mark.parametrize("gate", GATE_STAGES)
def test_a_gate_comes_is_on_and_goes_in_its_versions(gate: str) -> None:
    stages = GATE_STAGES[gate]
    assert not KNOWN_GATES[gate].known(before(stages[0]))
    for version, stage in zip(stages[::2], stages[1::2], strict=True):
        assert Release.of(version).enabled(gate) is (stage == "on"), version
        assert KNOWN_GATES[gate].known(parse_version(version)) is (stage != "gone"), version
        if stage == "on":
            assert not Release(before(version)).enabled(gate), version
        if stage == "gone":
            assert KNOWN_GATES[gate].known(before(version)), version


def before(version: str) -> tuple[int, int]:
    major, minor = parse_version(version)
    return major, minor - 1


@pytest.mark.parametrize("version", ["1.5", "1.7", "1.8", "1.9", "1.16", "1.36"])
def test_apps_v1beta1_never_had_daemonset(version: str) -> None:
    assert lints(of_api("apps/v1beta1"), "DS107")(version)


def test_a_row_is_there_once() -> None:
    names = [(row.behaviour, row.after) for row in ROWS]
    assert len(set(names)) == len(names)
