"""Mounts and block devices."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors

VOLUMES = {
    "spec.volumes": [{"name": "data", "emptyDir": {}}, {"name": "disk", "persistentVolumeClaim": {"claimName": "c"}}]
}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.volumes": [
                    {"name": "data", "emptyDir": {}},
                    {"name": "disk", "persistentVolumeClaim": {"claimName": "c"}},
                ],
                "spec.containers.0.volumeMounts": [{"name": "none", "mountPath": "/data"}],
            },
            ['spec.containers[0].volumeMounts[0].name: Not found: "none"'],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [{"name": "data", "mountPath": "/data"}],
                "spec.volumes": [{"name": "data"}],
            },
            [],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [{"name": "data", "mountPath": "/data"}],
                "spec.volumes": [{"name": "data", "hostPath": {"path": ""}}],
            },
            ['spec.containers[0].volumeMounts[0].name: Not found: "data"'],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [{"name": "data", "mountPath": "/data"}],
                "spec.volumes": [{"name": "data", "emptyDir": {}}, {"name": "data", "emptyDir": {}}],
            },
            ['spec.volumes[1].name: Duplicate value: "data"'],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data"},
                    {"name": "sound", "mountPath": "/sound"},
                ],
                "spec.volumes": [
                    {"name": "data", "emptyDir": {}, "hostPath": {"path": "/a"}},
                    {"name": "sound", "emptyDir": {}},
                ],
            },
            [
                "spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type",
                'spec.containers[0].volumeMounts[0].name: Not found: "data"',
            ],
        ),
    ],
)
def test_a_mount_names_a_sound_volume(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/a"},
                    {"name": "disk", "mountPath": "/a"},
                ]
            },
            ['spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/a": must be unique'],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/a"},
                    {"name": "data", "mountPath": "/b"},
                ]
            },
            [],
        ),
    ],
)
def test_paths_are_mounted_once(changes, told):
    assert pod_errors({**VOLUMES, **changes}) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data", "subPath": "a", "subPathExpr": "b"}
                ]
            },
            [
                (
                    'spec.containers[0].volumeMounts[0].subPathExpr: Invalid value: "b": subPathExpr and subPath are '
                    "mutually exclusive"
                )
            ],
        ),
        ({"spec.containers.0.volumeMounts": [{"name": "data", "mountPath": "/data", "subPathExpr": "$(X)"}]}, []),
    ],
)
def test_one_sub_path_is_enough(changes, told):
    assert pod_errors({**VOLUMES, **changes}) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data", "mountPropagation": "Bidirectional"}
                ]
            },
            [
                (
                    "spec.containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is "
                    "available only to privileged containers"
                )
            ],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data", "mountPropagation": "Bidirectional"}
                ],
                "spec.containers.0.securityContext": {"privileged": True},
            },
            [],
        ),
    ],
)
def test_only_the_privileged_mount_in_both_directions(changes, told):
    assert pod_errors({**VOLUMES, **changes}) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data", "recursiveReadOnly": "Enabled"}
                ]
            },
            "1.36",
            [
                (
                    "spec.containers[0].volumeMounts.recursiveReadOnly: Forbidden: may only be specified when "
                    "readOnly is true"
                )
            ],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data", "recursiveReadOnly": "Enabled"}
                ]
            },
            "1.30",
            [],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data", "recursiveReadOnly": "Enabled", "readOnly": True}
                ]
            },
            "1.36",
            [],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [
                    {
                        "name": "data",
                        "mountPath": "/data",
                        "recursiveReadOnly": "IfPossible",
                        "readOnly": True,
                        "mountPropagation": "HostToContainer",
                    }
                ]
            },
            "1.36",
            [
                (
                    "spec.containers[0].volumeMounts.recursiveReadOnly: Forbidden: may only be specified when "
                    "mountPropagation is None or not specified"
                )
            ],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [
                    {"name": "data", "mountPath": "/data", "recursiveReadOnly": "Disabled"}
                ]
            },
            "1.36",
            [],
        ),
    ],
)
def test_all_below_is_read_only_where_the_mount_is(changes, version, told):
    assert pod_errors({**VOLUMES, **changes}, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spec.containers.0.volumeDevices": [{"name": "disk", "devicePath": "/dev/a"}]}, []),
        (
            {"spec.containers.0.volumeDevices": [{"name": "data", "devicePath": "/dev/a"}]},
            [
                (
                    'spec.containers[0].volumeDevices[0].name: Invalid value: "data": can only use volume source type '
                    "of PersistentVolumeClaim or Ephemeral for block mode"
                )
            ],
        ),
        (
            {"spec.containers.0.volumeDevices": [{"name": "none", "devicePath": "/dev/a"}]},
            ['spec.containers[0].volumeDevices[0].name: Not found: "none"'],
        ),
        (
            {
                "spec.containers.0.volumeMounts": [{"name": "disk", "mountPath": "/data"}],
                "spec.containers.0.volumeDevices": [{"name": "disk", "devicePath": "/data"}],
            },
            [
                (
                    'spec.containers[0].volumeMounts[0].name: Invalid value: "disk": must not already exist in '
                    "volumeDevices"
                ),
                (
                    'spec.containers[0].volumeMounts[0].mountPath: Invalid value: "/data": must not already exist as '
                    "a path in volumeDevices"
                ),
                (
                    'spec.containers[0].volumeDevices[0].name: Invalid value: "disk": must not already exist in '
                    "volumeMounts"
                ),
                (
                    'spec.containers[0].volumeDevices[0].devicePath: Invalid value: "/data": must not already exist '
                    "as a path in volumeMounts"
                ),
            ],
        ),
        (
            {
                "spec.containers.0.volumeDevices": [
                    {"name": "disk", "devicePath": "/dev/a"},
                    {"name": "disk", "devicePath": "/dev/a"},
                ]
            },
            [
                'spec.containers[0].volumeDevices[1].name: Invalid value: "disk": must be unique',
                'spec.containers[0].volumeDevices[1].devicePath: Invalid value: "/dev/a": must be unique',
            ],
        ),
    ],
)
def test_devices_are_claims_and_no_mounts(changes, told):
    assert pod_errors({**VOLUMES, **changes}) == told
