"""A volume that no container mounts."""

from __future__ import annotations

import dslint
from tests.traps.volumes import SPEC, fields_with_volume
from tests.traps.workloads import DAEMONSET, changed

CODE = "DS527"


def test_a_volume_is_there_to_be_mounted():
    assert fields_with_volume(CODE, {"emptyDir": {}}) == [f"{SPEC}.volumes[0]"]
    assert fields_with_volume(CODE, {"emptyDir": {}}, {}) == []
    block = {"container.volumeDevices": [{"name": "v", "devicePath": "/dev/x"}]}
    assert fields_with_volume(CODE, {"persistentVolumeClaim": {"claimName": "x"}}, **block) == []


def test_init_containers_mount_volumes_where_servers_know_them():
    init = {"pod.initContainers": [{"name": "i", "image": "x", "volumeMounts": [{"name": "v", "mountPath": "/v"}]}]}
    for version in ("1.5", "1.6", "1.36"):
        assert fields_with_volume(CODE, {"emptyDir": {}}, version=version, **init) == []


def test_several_of_an_object_are_one_finding():
    volumes = [{"name": name, "emptyDir": {}} for name in ("cache", "state", "tmp")]
    found = [one for one in dslint.lint(changed(DAEMONSET, {"pod.volumes": volumes})).findings if one.code == CODE]
    assert [one.message for one in found] == ["no container mounts the volumes cache, state and tmp"]
    assert [place.message for place in found[0].related] == [
        "no container mounts volume state",
        "no container mounts volume tmp",
    ]
