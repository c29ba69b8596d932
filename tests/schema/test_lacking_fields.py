from __future__ import annotations

import copy
from typing import Any

import pytest

from dslint.findings import FieldPath
from dslint.kubernetes.release import NEWEST, OLDEST, Release, releases_of
from dslint.kubernetes.release_range import ReleaseRange
from dslint.schema.decoder import Decoded, decode
from dslint.schema.lacking_fields import lacking_fields

VERSIONS = (OLDEST, (1, 8), (1, 9), (1, 12), (1, 20), (1, 36), NEWEST)


def daemonset(api_version: str = "apps/v1", pod: dict[str, Any] | None = None, **container: object) -> dict[str, Any]:
    spec = {**(pod or {}), "containers": [{"name": "agent", "image": "agent", **container}, {"name": "other"}]}
    return {"apiVersion": api_version, "kind": "DaemonSet", "spec": {"template": {"spec": spec}}}


def told(decoded: Decoded) -> Decoded:
    """Without the help on an apiVersion: of releases that are judged together, it is that of the newest."""
    problems = [one._replace(help="") if one.code == "DS107" else one for one in decoded.problems]
    return decoded._replace(problems=tuple(problems))


def lacking(value: dict[str, Any], version: tuple[int, int]) -> list[FieldPath]:
    found = lacking_fields(value, NEWEST, VERSIONS)
    number = VERSIONS.index(version)
    return [path[3:] for path, versions in found.fields if versions >> number & 1]


def test_the_fields_that_older_versions_lack_are_found_in_one_walk() -> None:
    value = daemonset(pod={"hostUsers": True, "tolerations": []}, startupProbe={"grpc": {"port": 1}})
    assert lacking(value, (1, 36)) == []
    assert lacking(value, (1, 20)) == [("containers", 0, "startupProbe", "grpc"), ("hostUsers",)]
    assert lacking(value, (1, 5)) == [("containers", 0, "startupProbe"), ("hostUsers",), ("tolerations",)]


def test_versions_that_lack_the_same_and_have_the_same_api_version_are_alike() -> None:
    found = lacking_fields(daemonset(startupProbe={}), NEWEST, VERSIONS)

    def alike(version: tuple[int, int]) -> list[tuple[int, int]]:
        return [one for number, one in enumerate(VERSIONS) if found.alike(version, VERSIONS) >> number & 1]

    assert alike((1, 36)) == [(1, 20), (1, 36), NEWEST]
    assert alike((1, 12)) == [(1, 9), (1, 12)]
    assert alike((1, 8)) == [(1, 8)]


@pytest.mark.parametrize(
    "value",
    [
        daemonset(pod={"tolerations": None, "hostUsers": False}, startupProbe=None, resizePolicy=[{"a": 1}]),
        # The unknown fields of a map come after those in it; what is wrong in all versions stands between them.
        daemonset(pod={"typo": 1, "seccomp": 2, "os": {"nam": "linux"}}, startupProbe={"grpc": {}, "typo": 3}, typ=1),
        daemonset("extensions/v1beta1", {"tolerations": [{"key": 1}]}, livenessProbe={"grpc": []}),
        # In a value of a wrong type, there are no fields.
        daemonset(pod={"volumes": {"a": {"image": {"reference": "x"}}}}, env={"a": {"valueFrom": {"fileKeyRef": 1}}}),
        daemonset(pod={"os": "linux", "hostUsers": "no"}, ports=[None, 1, {"containerPort": 5.0}]),
        {"kind": "Daemonset", "spec": daemonset(startupProbe={})["spec"]},
        {"apiVersion": 1, "kind": "Pod", "spec": {"os": {"name": 1}, "resources": {"limits": {"cpu": []}}}},
    ],
)
def test_what_a_release_reads_by_the_newest_one_is_what_it_reads_alone(value: dict[str, Any]) -> None:
    written = copy.deepcopy(value)
    for release in ReleaseRange(releases_of("1.5,1.8,1.9,1.20,1.33,1.37", None)):
        together, alone = release.once(decode, value), decode(value, Release.of(str(release)))
        assert repr(told(together)) == repr(told(alone))
    assert value == written


def test_what_releases_read_shares_the_parts_in_which_they_lack_the_same() -> None:
    releases = ReleaseRange(releases_of("1.12,1.14,1.37", None))
    value = daemonset(pod={"priorityClassName": "x", "preemptionPolicy": "Never"}, startupProbe={})
    old, new, newest = ([*decode(value, one).value["spec"]["template"]["spec"]["containers"]] for one in releases)
    assert old[0] is new[0]
    assert old[1] is new[1] is newest[1]
