"""Both sides of each version in which Kubernetes changed something for node agents."""

from __future__ import annotations

import pytest

from dslint.kubernetes.feature_gates import GATES as KNOWN_GATES
from dslint.kubernetes.release import Release, parse_version, remarks_on, show
from tests.house.test_behaviours import SOURCE
from tests.upgrades.boundaries import Boundary, lints, of_api
from tests.upgrades.boundary_rows import API, BEHAVIOURS, NAMES
from tests.upgrades.condition_rows import CONDITIONS
from tests.upgrades.gate_rows import GATE_LOCKS, GATE_STAGES, GATES_REMOVED
from tests.upgrades.not_shown import NOT_SHOWN, NotShown
from tests.upgrades.rollout_rows import ROLLOUTS
from tests.upgrades.warning_rows import WARNED

ROWS = (*API, *BEHAVIOURS, *NAMES, *CONDITIONS, *ROLLOUTS, *WARNED)


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


@pytest.mark.parametrize(("gate", "locked"), GATE_LOCKS.items())
def test_a_gate_can_be_turned_off_until_it_is_locked(gate: str, locked: str) -> None:
    assert not Release.of(show(before(locked)), {gate: False}).enabled(gate)
    assert Release.of(locked, {gate: False}).enabled(gate)


@pytest.mark.parametrize(("gate", "removed"), GATES_REMOVED.items())
def test_a_gate_that_is_removed_is_said_to_be_no_longer_there(gate: str, removed: str) -> None:
    def told(version: str) -> bool:
        return any("no longer has" in remark for remark in remarks_on([Release.of(version, {gate: True})]))

    assert (told(show(before(removed))), told(removed)) == (False, True)


@pytest.mark.parametrize("one", NOT_SHOWN, ids=lambda one: f"{one.version} {one.behaviour}")
def test_what_no_row_shows_has_its_reason(one: NotShown) -> None:
    assert parse_version(one.version)
    assert SOURCE.fullmatch(one.source), one.source
    assert len(one.reason.split()) > 3
    assert one.behaviour not in {row.behaviour for row in ROWS}


def before(version: str) -> tuple[int, int]:
    major, minor = parse_version(version)
    return major, minor - 1


@pytest.mark.parametrize("version", ["1.5", "1.7", "1.8", "1.9", "1.16", "1.36"])
def test_apps_v1beta1_never_had_daemonset(version: str) -> None:
    assert lints(of_api("apps/v1beta1"), "DS107")(version)


def test_a_row_is_there_once() -> None:
    names = [(row.behaviour, row.after) for row in ROWS]
    assert len(set(names)) == len(names)
