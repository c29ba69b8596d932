from __future__ import annotations

from dslint.admission.defaults import defaulted
from dslint.admission.idle_defaults import without_idle_defaults
from dslint.kubernetes.release import Release

WRITTEN = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "spec": {
        "template": {
            "spec": {
                "containers": [{"name": "agent", "image": "agent"}],
                "volumes": [{"name": "logs", "hostPath": {"path": "/var/log"}}],
            }
        }
    },
}


def test_releases_that_set_other_idle_defaults_have_equal_objects_without_them() -> None:
    old, new = (defaulted(WRITTEN, Release.of(version)) for version in ("1.7", "1.36"))
    assert old != new
    assert without_idle_defaults(old) == without_idle_defaults(new)


def test_other_values_of_these_fields_stay_and_the_object_is_not_changed() -> None:
    value = defaulted({**WRITTEN, "spec": {**WRITTEN["spec"], "revisionHistoryLimit": 0}}, Release.of("1.36"))
    before = repr(value)
    assert without_idle_defaults(value)["spec"]["revisionHistoryLimit"] == 0
    assert repr(value) == before


def test_a_pod_and_what_is_no_object_stay_as_they_are() -> None:
    for value in ({"kind": "Pod", "spec": {"schedulerName": "default-scheduler"}}, {"kind": "DaemonSet", "spec": 1}):
        assert without_idle_defaults(value) is value
