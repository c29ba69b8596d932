from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.release import (
    Behaviour,
    Release,
    UnknownVersionError,
    all_versions,
    parse_versions,
    releases_of,
    remarks_on,
    reservations,
    texts_of_versions,
)


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("1.36", ("1.36",)),
        ("v1.36.2", ("1.36",)),
        ("v1.30", ("1.30",)),
        ("v1.27.3-gke.100", ("1.27",)),
        ("v1.21.14-gke.18.1", ("1.21",)),
        ("v1.30.4+k3s1", ("1.30",)),
        ("1.35.0-rc.1", ("1.35",)),
        ("v1.35 .. v1.36", ("1.35", "1.36")),
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
        ("", "no Kubernetes version given"),
        ("latest", "write it as 1.36"),
        ("1.30.x", "write it as 1.30"),
        (",", "has an empty entry; write a list as 1.27,1.33"),
        ("1.30,", "has an empty entry"),
        ("1.30-1.36", r"^'1.30-1.36' is not a Kubernetes version; write 1\.30\.\.1\.36$"),
        ("1.36-1.30", r"write 1\.30\.\.1\.36$"),
        ("v1.30-v1.36", r"write 1\.30\.\.1\.36$"),
        ("1.30.0-1.36.0", r"write 1\.30\.\.1\.36$"),
        ("1.27,1.30-1.36", r"^'1.30-1.36' is not .* write 1\.30\.\.1\.36$"),
        ("1.30\u20131.36", r"write 1\.30\.\.1\.36$"),
        ("1.30...1.36", r"is not a range .* write 1\.30\.\.1\.36$"),
        ("1.30..1.36..1.37", r"is not a range .* write 1\.30\.\.1\.37$"),
        ("1.30:1.36", r"write 1\.30\.\.1\.36$"),
        ("1.30 to 1.36", r"write 1\.30\.\.1\.36$"),
        ("1.30 1.36", r"write 1\.30,1\.36 or 1\.30\.\.1\.36$"),
        ("1.30..", r"^'1.30..' has no end; write 1\.30\.\.1\.36$"),
        ("..1.36", r"^'..1.36' has no start; write 1\.5\.\.1\.36$"),
        ("..", "has no start; write it as 1.36"),
        ("1.30+", r"write 1\.30\.\.1\.36$"),
        ("1.30-", r"write 1\.30\.\.1\.36$"),
        (">=1.30", r"write 1\.30\.\.1\.36$"),
        ("<1.30", r"write 1\.5\.\.1\.30$"),
    ],
)
def test_a_text_that_is_no_version_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(UnknownVersionError, match=said):
        parse_versions(text)


@pytest.mark.parametrize("several", ["1.30..1.36", "1.30,1.36"])
def test_where_one_version_is_wanted_several_are_refused(several: str) -> None:
    with pytest.raises(UnknownVersionError, match=r"is not one Kubernetes version; write one, such as 1.36"):
        Release.of(several)


@pytest.mark.parametrize("number", [1.3, [1.3], ["1.36", 1.3]])
def test_a_number_for_a_version_is_refused_for_1_30_would_be_1_3(number: Any) -> None:
    with pytest.raises(UnknownVersionError, match=r"1.3 is not a string; write the version in quotes, such as '1.36'"):
        all_versions(number)


@pytest.mark.parametrize(
    ("text", "end"),
    [("1.3", "; if YAML has cut 1.30, write it in quotes"), ("1.4", ""), ("2.3", ""), ("1.99", ""), ("1.0", "")],
)
def test_a_version_that_lost_its_last_digit_to_yaml_is_explained(text: str, end: str) -> None:
    with pytest.raises(UnknownVersionError) as raised:
        parse_versions(text)
    assert str(raised.value) == f"Kubernetes {text} is not known; dslint knows 1.5 to 1.37{end}"


def test_several_texts_are_read_as_one_list() -> None:
    assert all_versions(["1.36", "1.29..1.30"]) == ("1.29", "1.30", "1.36")
    with pytest.raises(UnknownVersionError, match="no Kubernetes version given"):
        all_versions([])


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


def test_what_is_said_of_releases_is_about_the_newest_version_and_gates_without_effect() -> None:
    assert remarks_on([Release.of("1.36", {"PodLevelResources": True})]) == ()
    newest, misspelled = remarks_on([Release.of("1.37", {"PodLevelResource": True})])
    assert newest.startswith("Kubernetes 1.37 has a schema of its own here")
    assert misspelled.endswith("dslint does not know it: PodLevelResource (did you mean PodLevelResources?)")


def test_the_gates_as_given_hold_in_another_version_too() -> None:
    release = Release.of("1.36", {"AllAlpha": True})
    assert (release.enabled("PodLevelResources"), release.given) == (True, {"AllAlpha": True})
    assert Release.of("1.33", release.given).enabled("PodLevelResources")
    assert not Release.of("1.33", release.gates).enabled("PodLevelResources")


def test_releases_are_those_of_one_text_or_several():
    assert [str(release) for release in releases_of("1.30,1.36", None)] == ["1.30", "1.36"]
    assert [str(release) for release in releases_of(["1.36", "1.30"], {"PodLevelResources": True})] == ["1.30", "1.36"]


def test_a_version_that_is_no_text_is_refused():
    assert texts_of_versions("1.36") == ["1.36"]
    with pytest.raises(TypeError, match=r'must be a str such as "1\.36", not 1\.36'):
        texts_of_versions([1.36])
