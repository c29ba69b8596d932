from __future__ import annotations

import pytest

from dslint.kubernetes.release import (
    Behaviour,
    Release,
    UnknownGateError,
    UnknownVersionError,
    parse_versions,
    reservations,
)


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("1.36", ("1.36",)),
        ("v1.36.2", ("1.36",)),
        ("1.33,1.27", ("1.27", "1.33")),
        ("1.9..1.11", ("1.9", "1.10", "1.11")),
        ("1.30..1.31, 1.31", ("1.30", "1.31")),
    ],
)
def test_one_several_and_a_range_of_versions_are_read(text: str, versions: tuple[str, ...]) -> None:
    assert parse_versions(text) == versions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("36", "write it as 1.36"),
        ("1.4", "dslint knows 1.5 to 1.37"),
        ("1.36..1.30", r"write 1\.30\.\.1\.36"),
        (",", "no Kubernetes version given"),
    ],
)
def test_a_text_that_is_no_version_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(UnknownVersionError, match=said):
        parse_versions(text)


def test_versions_younger_than_all_recordings_are_said_to_be_so() -> None:
    assert reservations(["1.36", "1.37"]) == (
        "Kubernetes 1.37 has a schema of its own here; all other rules are those of 1.36",
    )


@pytest.mark.parametrize(("version", "holds"), [("1.24", False), ("1.25", True), ("1.26", True), ("1.27", False)])
def test_a_behaviour_holds_from_its_first_version_until_before_its_last(version: str, holds: bool) -> None:
    assert Release.of(version).has(Behaviour(since="1.25", until="1.27")) is holds


def test_a_gate_is_at_the_versions_default_unless_set() -> None:
    assert not Release.of("1.33").enabled("PodLevelResources")
    assert Release.of("1.34").enabled("PodLevelResources")
    assert not Release.of("1.34", {"PodLevelResources": False}).enabled("PodLevelResources")


def test_an_unknown_gate_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownGateError, match="did you mean PodLevelResources"):
        Release.of("1.36", {"PodLevelResource": True})
