"""Fields of features that are off: the server empties them before it validates."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.validation.disabled_fields import (
    DisabledField,
    disabled_fields,
    disabled_in_object,
    disabled_paths,
    without_disabled,
)

RELEASE = Release.of("1.33")
SPREAD = {"topologySpreadConstraints": [{"minDomains": 2}, {"topologyKey": "zone"}]}
IMAGE = {
    "volumes": [{"name": "a", "image": {"reference": "x"}}, {"name": "b"}],
    "containers": [{"volumeMounts": [{"name": "b"}, {"name": "a"}]}],
}


@pytest.mark.parametrize(
    ("spec", "version", "paths"),
    [
        ({"schedulingGates": [{"name": "a"}]}, "1.26", [("schedulingGates",)]),
        ({"schedulingGates": [{"name": "a"}]}, "1.27", []),
        (SPREAD, "1.24", [("topologySpreadConstraints", 0, "minDomains")]),
        ({"hostUsers": False}, "1.30", [("hostUsers",)]),
        ({"schedulingGroup": {}}, "1.36", [("schedulingGroup",)]),
        ({"affinity": None, "containers": None}, "1.5", []),
    ],
)
def test_what_belongs_to_a_feature_that_is_off_goes(spec, version, paths):
    assert disabled_paths(spec, Release.of(version), None) == paths


def test_an_image_volume_goes_with_its_mounts():
    paths = disabled_paths(IMAGE, Release.of("1.32"), None)
    assert set(paths) == {("volumes", 0, "image"), ("volumes", 0), ("containers", 0, "volumeMounts", 1)}
    assert without_disabled(IMAGE, paths) == {
        "volumes": [None, {"name": "b"}],
        "containers": [{"volumeMounts": [{"name": "b"}, None]}],
    }


def test_what_the_stored_object_uses_stays():
    stored = {"containers": [{"resizePolicy": [{"resourceName": "cpu"}]}]}
    spec = {"containers": [{"resizePolicy": [{"resourceName": "memory"}]}]}
    assert disabled_paths(spec, Release.of("1.30"), stored) == []
    assert disabled_paths(spec, Release.of("1.30"), {}) == [("containers", 0, "resizePolicy")]


@pytest.mark.parametrize(
    ("version", "paths"),
    [
        ("1.28", []),
        ("1.33", []),
        ("1.34", [("containers", 0, "restartPolicy")]),
        ("1.35", []),
    ],
)
def test_a_field_that_is_older_than_its_gate_stays_in_releases_without_the_gate(version, paths):
    assert disabled_paths({"containers": [{"restartPolicy": "Never"}]}, Release.of(version), None) == paths


def test_the_fields_of_an_object_are_named_from_its_top():
    surge = {"updateStrategy": {"rollingUpdate": {"maxSurge": 1}}, "template": {"spec": {"hostUsers": False}}}
    daemonset = {"kind": "DaemonSet", "spec": surge}
    assert disabled_in_object(daemonset, Release.of("1.21"), None) == [
        DisabledField(("spec", "template", "spec", "hostUsers"), "UserNamespacesSupport"),
        DisabledField(("spec", "updateStrategy", "rollingUpdate", "maxSurge"), "DaemonSetUpdateSurge"),
    ]
    assert disabled_in_object(daemonset, Release.of("1.21"), daemonset) == []
    pod = {"kind": "Pod", "spec": {"hostUsers": False}}
    assert disabled_in_object(pod, Release.of("1.30"), None) == [
        DisabledField(("spec", "hostUsers"), "UserNamespacesSupport")
    ]


def test_nothing_is_copied_where_nothing_goes():
    spec = {"containers": []}
    assert without_disabled(spec, []) is spec


class Asked:
    """A release in which each gate is off, and the gates that it was asked for."""

    def __init__(self):
        self.gates = []

    def enabled(self, gate):
        self.gates.append(gate)
        return False

    def once(self, step, *args):
        return step(*args, self)


@pytest.mark.parametrize(
    ("spec", "gates"),
    [
        ({"containers": [{"name": "a", "env": [{"name": "b", "value": "c"}], "startupProbe": None}]}, []),
        ({"containers": [{"startupProbe": {}}, {"startupProbe": {}}]}, ["StartupProbe", "StartupProbe"]),
        ({"volumes": [{"csi": {}}], "os": {}}, ["CSIInlineVolume", "IdentifyPodOS"]),
        ({"containers": [{"*": {}}], "*": {"volumeDevices": {}}}, []),
    ],
)
def test_a_gate_is_asked_for_only_where_its_field_is(spec, gates):
    release = Asked()
    assert [field.gate for field in disabled_fields(spec, release, None)] == gates
    assert release.gates == gates
