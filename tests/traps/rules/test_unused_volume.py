"""A volume that no container mounts."""

from __future__ import annotations

from tests.traps.volumes import SPEC, fields_with_volume

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
