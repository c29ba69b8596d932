from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from dslint.kubernetes.release import Behaviour, Release, Version, releases_of
from dslint.kubernetes.release_range import ReleaseRange

SINCE_1_16 = Behaviour(since="1.16")
UNTIL_1_20 = Behaviour(until="1.20")


@pytest.fixture(name="releases")
def _releases() -> ReleaseRange:
    return ReleaseRange(releases_of("1.5..1.37", None))


def classes(releases: ReleaseRange, step: Callable[..., Any], *args: object) -> list[str]:
    """The releases for which the step was done."""
    done: list[str] = []

    def noted(*args: Any) -> Any:
        done.append(str(args[-1]._release))
        return step(*args)

    for release in releases:
        alone = step(*args, next(one for one in releases.plain if str(one) == str(release)))
        assert release.once(noted, *args) == alone
    return done


@pytest.mark.parametrize(
    ("step", "first"),
    [
        (lambda _: "the same in all", ["1.5"]),
        (lambda release: release.has(SINCE_1_16), ["1.5", "1.16"]),
        (lambda release: release.has(SINCE_1_16) and release.has(UNTIL_1_20), ["1.5", "1.16", "1.20"]),
        (lambda release: release.has(UNTIL_1_20) and release.has(SINCE_1_16), ["1.5", "1.16", "1.20"]),
        (lambda release: release.enabled("StartupProbe"), ["1.5", "1.18"]),
        (lambda release: release.knows("StartupProbe"), ["1.5", "1.16"]),
        (lambda release: release.is_before((1, 9)), ["1.5", "1.9"]),
        (lambda release: release.of_version(lambda version: version >= (1, 30)), ["1.5", "1.30"]),
        (lambda release: release.gates, ["1.5"]),
        (lambda release: release.given, ["1.5"]),
        (lambda release: release.once(lambda one: one.has(SINCE_1_16)), ["1.5", "1.16"]),
    ],
)
def test_a_step_is_done_once_for_the_releases_that_answer_its_questions_alike(
    releases: ReleaseRange, step: Callable[..., Any], first: list[str]
) -> None:
    assert classes(releases, step) == first


@pytest.mark.parametrize("step", [lambda release: release.version, str, lambda release: release == Release((1, 20))])
def test_what_asks_for_the_version_itself_shares_nothing(releases: ReleaseRange, step: Callable[..., Any]) -> None:
    assert len(classes(releases, step)) == len(releases)


def test_the_newest_releases_have_the_same_rules(releases: ReleaseRange) -> None:
    assert classes(releases, lambda release: release.rules)[-1] == "1.36"


def test_a_question_of_an_inner_step_is_one_of_the_outer_step_also_if_the_inner_one_was_done_before(
    releases: ReleaseRange,
) -> None:
    def inner(release: Release) -> bool:
        return release.has(SINCE_1_16)

    for release in releases:
        release.once(inner)
        assert release.once(lambda one: one.once(inner)) is release.has(SINCE_1_16)


def test_equal_results_are_one_so_that_the_next_step_is_shared(releases: ReleaseRange) -> None:
    def first(release: Release) -> list[int]:
        return [1] if release.has(SINCE_1_16) else [0, 1][1:]

    done = []
    for release in releases:
        release.once(lambda given, _: done.append(given), release.once(first))
    results = {id(release.once(first)) for release in releases.releases}
    assert len(results) == 1


@pytest.mark.parametrize(("one", "other"), [(1, True), ({"a": 1, "b": 2}, {"b": 2, "a": 1})])
def test_results_that_only_compare_as_equal_are_two(releases: ReleaseRange, one: object, other: object) -> None:
    def step(release: Release) -> list[object]:
        return [one if release.has(SINCE_1_16) else other]

    for release in releases:
        assert repr(release.once(step)) == repr([one if release.has(SINCE_1_16) else other])


def test_another_subject_shares_nothing_with_the_one_before(releases: ReleaseRange) -> None:
    def step(_: Release) -> object:
        return object()

    first = next(iter(releases)).once(step)
    assert next(iter(releases)).once(step) is not first


def test_values_with_the_same_essence_are_judged_as_one(releases: ReleaseRange) -> None:
    def essence(value: list[int]) -> int:
        return value[0]

    old, new, _ = iter([*releases][:3])
    value = [1, 2]
    assert old.first_like(value, essence) is value
    assert new.first_like([1, 3], essence) is value
    assert new.first_like([2, 3], essence) == [2, 3]


def test_alike_versions_are_those_that_a_function_picks(releases: ReleaseRange) -> None:
    def from_1_30(version: Version, versions: tuple[Version, ...]) -> int:
        return sum(1 << number for number, one in enumerate(versions) if (one < (1, 30)) == (version < (1, 30)))

    assert classes(releases, lambda release: release.version_alike(from_1_30) >= (1, 30)) == ["1.5", "1.30"]


def test_one_release_notes_nothing() -> None:
    (release,) = releases_of("1.30", None)
    assert type(release) is Release
    assert release.once(lambda value, one: (value, one), "a") == ("a", release)
    assert release.first_like("a", len) == "a"


def test_releases_can_be_sent_to_another_process(releases: ReleaseRange) -> None:
    assert [*map(str, pickle.loads(pickle.dumps(releases)))] == [*map(str, releases)]


def test_results_are_those_of_each_release_and_no_function_is_called_again_for_those_that_answer_alike(
    releases: ReleaseRange,
) -> None:
    called = []

    def since(release: Release) -> bool:
        called.append(1)
        return release.has(SINCE_1_16)

    found = [(str(release), result) for release, result in releases[0].results(releases, since)]
    assert found == [(str(one), since(one)) for one in releases.plain]
    assert len(called) == 2 + len(releases)
    (alone,) = releases_of("1.30", None)
    assert [*alone.results([alone], since)] == [(alone, True)]


def test_the_parts_of_an_object_are_done_once_each_however_alike_they_are(releases: ReleaseRange) -> None:
    parts = [1], [1]
    results = [[release.once_a_part(_copied, part) for part in parts] for release in releases]
    assert len({id(one) for each in results for one in each}) == 2


def _copied(part: list[int], _: Release) -> list[int]:
    return [*part]


def test_a_release_knows_the_newest_that_it_is_judged_with(releases: ReleaseRange) -> None:
    assert {release.newest.version for release in releases} == {(1, 37)}
    assert releases[0].together == releases.versions
    (alone,) = releases_of("1.30", None)
    assert (alone.newest, alone.together) == (alone, ((1, 30),))
