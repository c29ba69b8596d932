from __future__ import annotations

import pytest

from dslint.kubernetes.release import NEWEST, OLDEST, Release, Version, releases_of
from dslint.kubernetes.release_range import ReleaseRange
from dslint.schema.decoder import decode
from dslint.schema.definitions import definitions
from dslint.schema.shared_words import same_advice, same_type_at
from dslint.schema.type_lookup import type_at

VERSIONS = tuple((1, minor) for minor in range(OLDEST[1], NEWEST[1] + 1))
ROOT = "apps.v1.DaemonSet"
POD = ("spec", "template", "spec")


def picked(found: int) -> list[Version]:
    return [one for number, one in enumerate(VERSIONS) if found >> number & 1]


def test_versions_say_the_same_of_a_list_whose_items_got_other_fields() -> None:
    path = (*POD, "containers")
    assert picked(same_type_at(ROOT, path, (1, 36), VERSIONS)) == [one for one in VERSIONS if one >= (1, 9)]


@pytest.mark.parametrize(
    ("path", "first"), [(("hostUsers",), (1, 25)), (("containers", 3, "startupProbe", "periodSeconds"), (1, 16))]
)
def test_versions_without_a_field_say_something_else_of_it(path: tuple[str | int, ...], first: Version) -> None:
    assert picked(same_type_at(ROOT, (*POD, *path), (1, 36), VERSIONS))[0] == first


def test_versions_advise_the_same_until_one_has_the_field() -> None:
    place = type_at(definitions((1, 12)), ROOT, POD, inside=True)
    found = picked(same_advice(place, {"hostUsers": True}, "hostUsers", POD, (1, 12), VERSIONS))
    assert (1, 12) in found
    assert (1, 36) not in found


@pytest.mark.parametrize("value", [5, "5 Gi", "1.5G", [], {"a": 1}, True])
def test_what_is_said_of_a_wrong_value_is_worked_out_once_for_many_releases(value: object) -> None:
    container = {"name": "agent", "image": "agent", "resources": {"limits": {"memory": value}}, "tty": value}
    written = {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "spec": {"template": {"spec": {"containers": [container]}}},
    }
    releases = ReleaseRange(releases_of("1.9..1.37", None))
    found = [release.once(decode, written) for release in releases]
    assert [*map(repr, found)] == [repr(decode(written, Release.of(str(release)))) for release in releases.plain]
    assert len({*map(id, found)}) < len(found) / 3
