from __future__ import annotations

import pytest

from dslint.kubernetes.release import NEWEST, OLDEST, Release, Version, releases_of
from dslint.kubernetes.release_range import ReleaseRange
from dslint.schema.decoder import decode
from dslint.schema.shared_types import same_types

VERSIONS = tuple((1, minor) for minor in range(OLDEST[1], NEWEST[1] + 1))


def daemonset(**container: object) -> dict[str, object]:
    pod = {"containers": [{"name": "agent", "image": "agent", **container}]}
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": {"template": {"spec": pod}}}


def alike(value: dict[str, object], version: Version) -> list[Version]:
    newest = [*ReleaseRange(releases_of("1.5..1.37", None))][-1]
    found = same_types(value, newest, version, VERSIONS)
    return [one for number, one in enumerate(VERSIONS) if found >> number & 1]


def test_versions_are_alike_that_differ_in_fields_that_the_object_lacks() -> None:
    assert alike(daemonset(), (1, 36)) == [version for version in VERSIONS if version >= (1, 9)]


def test_versions_differ_in_a_field_that_the_object_has() -> None:
    value = daemonset(startupProbe={"periodSeconds": 1})
    assert alike(value, (1, 36))[0] > (1, 9)
    assert (1, 36) not in alike(value, (1, 12))
    assert {*alike(value, (1, 36))}.isdisjoint(alike(value, (1, 12)))


def test_versions_that_accept_other_values_are_alike_if_all_accept_this_one() -> None:
    accepted = alike(daemonset(env=[{"name": "HOME"}]), (1, 36))
    assert accepted == [version for version in VERSIONS if version >= (1, 9)]
    # Before 1.32, the name of a variable could not begin with a digit.
    assert (1, 31) not in alike(daemonset(env=[{"name": "1st"}]), (1, 36))
    assert (1, 31) not in alike(daemonset(env=[{"value": "/"}]), (1, 36))


def test_versions_differ_in_a_kind_that_only_some_have() -> None:
    value = {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy", "spec": {}}
    assert (1, 20) not in alike(value, (1, 36))


@pytest.mark.parametrize(
    "value",
    [
        daemonset(),
        daemonset(startupProbe={"grpc": {"port": 1}}),
        daemonset(startUpProbe={}),
        daemonset(livenesProbe={"httpGet": {"port": 80}}),
        daemonset(hostNetwork=True, replicas=1),
        daemonset(env=[{"name": "A", "valueFrom": {"fileKeyRef": {"path": "x"}}}], ports="80"),
        daemonset(securityContext={"appArmorProfile": {"type": 1}, "hostUsers": False}),
        {"kind": "Daemonset", "apiversion": "apps/v1", "spec": {"selector": {}, "updateStrategy": {"typ": 1}}},
        {"apiVersion": 1, "kind": "Pod", "spec": {"resources": {"limits": {"cpu": []}}}},
    ],
)
def test_releases_that_decode_together_decode_as_each_does_alone(value: dict[str, object]) -> None:
    for release in ReleaseRange(releases_of("1.5..1.37", None)):
        together, alone = release.once(decode, value), decode(value, Release.of(str(release)))
        # The help on an apiVersion is that of the newest release which refuses it alike.
        told = [
            [one._replace(help="") if one.code == "DS107" else one for one in each.problems]
            for each in (together, alone)
        ]
        assert repr(told[0]) == repr(told[1])
        assert repr(together._replace(problems=())) == repr(alone._replace(problems=()))
