"""Volumes and their mounts."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset

UNUSED, MODE, FROZEN = "DS527", "DS535", "DS541"
SPEC = "spec.template.spec"
MOUNT = f"{SPEC}.containers[0].volumeMounts[0]"


def _fields(code, volume, mount=None, version="1.36", **more):
    changes = {"pod.volumes": [{"name": "v", **volume}], **more}
    if mount is not None:
        changes["container.volumeMounts"] = [{"name": "v", "mountPath": "/v", **mount}]
    return [field for field, _ in of_daemonset(code, changes, version)]


def test_a_volume_is_there_to_be_mounted():
    assert _fields(UNUSED, {"emptyDir": {}}) == [f"{SPEC}.volumes[0]"]
    assert _fields(UNUSED, {"emptyDir": {}}, {}) == []
    block = {"container.volumeDevices": [{"name": "v", "devicePath": "/dev/x"}]}
    assert _fields(UNUSED, {"persistentVolumeClaim": {"claimName": "x"}}, **block) == []


def test_init_containers_mount_volumes_where_servers_know_them():
    init = {"pod.initContainers": [{"name": "i", "image": "x", "volumeMounts": [{"name": "v", "mountPath": "/v"}]}]}
    for version in ("1.5", "1.6", "1.36"):
        assert _fields(UNUSED, {"emptyDir": {}}, version=version, **init) == []


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ({"configMap": {"name": "x", "defaultMode": 400}}, "configMap.defaultMode"),
        ({"secret": {"secretName": "x", "defaultMode": 440}}, "secret.defaultMode"),
        ({"configMap": {"name": "x", "items": [{"key": "k", "path": "p", "mode": 444}]}}, "configMap.items[0].mode"),
        (
            {"projected": {"sources": [{"secret": {"name": "x", "items": [{"key": "k", "path": "p", "mode": 400}]}}]}},
            "projected.sources[0].secret.items[0].mode",
        ),
        ({"configMap": {"name": "x", "defaultMode": 0o400}}, None),
        ({"configMap": {"name": "x", "defaultMode": 420}}, None),
        ({"configMap": {"name": "x"}}, None),
    ],
)
def test_modes_are_octal(source, path):
    assert _fields(MODE, source, {}) == ([f"{SPEC}.volumes[0].{path}"] if path else [])


@pytest.mark.parametrize(
    ("source", "mount", "key"),
    [
        ({"configMap": {"name": "x"}}, {"subPath": "f"}, "subPath"),
        ({"secret": {"secretName": "x"}}, {"subPathExpr": "$(NODE)"}, "subPathExpr"),
        ({"configMap": {"name": "x"}}, {}, None),
        ({"hostPath": {"path": "/x"}}, {"subPath": "f"}, None),
    ],
)
def test_a_file_behind_a_sub_path_does_not_change(source, mount, key):
    assert _fields(FROZEN, source, mount) == ([f"{MOUNT}.{key}"] if key else [])


@pytest.mark.parametrize(("restart", "frozen"), [({}, False), ({"restartPolicy": "Always"}, True)])
def test_an_init_container_that_ends_does_not_wait_for_a_change(restart, frozen):
    mount = {"name": "v", "mountPath": "/v", "subPath": "f"}
    init = {"pod.initContainers": [{"name": "i", "image": "x", "volumeMounts": [mount], **restart}]}
    expected = [f"{SPEC}.initContainers[0].volumeMounts[0].subPath"] if frozen else []
    assert _fields(FROZEN, {"configMap": {"name": "x"}}, **init) == expected
