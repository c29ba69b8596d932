from __future__ import annotations

from typing import Any

from dslint.admission.defaults import defaulted
from dslint.admission.idle_defaults import without_idle_defaults
from dslint.kubernetes.release import Release, releases_of
from dslint.kubernetes.release_range import ReleaseRange

WRITTEN: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "spec": {
        "template": {
            "spec": {
                "containers": [{"name": "agent", "image": "agent", "ports": [{"containerPort": 80}]}],
                "volumes": [{"name": "logs", "hostPath": {"path": "/var/log"}}],
            }
        }
    },
}


def test_releases_that_set_other_idle_defaults_have_equal_objects_without_them() -> None:
    old, new = Release.of("1.7"), Release.of("1.36")
    assert defaulted(WRITTEN, old) != defaulted(WRITTEN, new)
    assert without_idle_defaults(WRITTEN, old) == without_idle_defaults(WRITTEN, new)


def test_what_is_written_and_other_defaults_stay_and_the_object_is_not_changed() -> None:
    value = {**WRITTEN, "spec": {**WRITTEN["spec"], "revisionHistoryLimit": 10}}
    before = repr(value)
    found = without_idle_defaults(value, Release.of("1.36"))
    assert found["spec"]["revisionHistoryLimit"] == 10
    assert found["spec"]["template"]["spec"]["dnsPolicy"] == "ClusterFirst"
    assert repr(value) == before


def test_releases_that_are_judged_together_share_containers_and_volumes_but_not_those_with_host_ports() -> None:
    def parts(value: dict[str, Any]) -> list[dict[str, Any]]:
        found = [without_idle_defaults(value, one)["spec"]["template"]["spec"] for one in releases]
        return [spec[name][0] for spec in found for name in ("containers", "volumes")]

    releases = ReleaseRange(releases_of("1.27,1.36", None))
    assert len({*map(id, parts(WRITTEN))}) == 2
    spec = {**WRITTEN["spec"]["template"]["spec"], "hostNetwork": True}
    old, _, new, _ = parts({**WRITTEN, "spec": {"template": {"spec": spec}}})
    assert old["ports"] == [{"containerPort": 80, "protocol": "TCP", "hostPort": 80}]
    assert new["ports"] == [{"containerPort": 80, "protocol": "TCP"}]
