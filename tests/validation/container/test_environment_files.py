"""Variables that are read from files in a volume."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors

VOLUMES = {"spec.volumes": [{"name": "data", "emptyDir": {}}, {"name": "config", "configMap": {"name": "a"}}]}


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.containers.0.env": [
                    {"name": "A", "valueFrom": {"fileKeyRef": {"volumeName": "data", "path": "a", "key": "K"}}}
                ]
            },
            "1.35",
            [],
        ),
        (
            {
                "spec.containers.0.env": [
                    {"name": "A", "valueFrom": {"fileKeyRef": {"volumeName": "data", "path": "a", "key": "K"}}}
                ]
            },
            "1.34",
            [
                (
                    'spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, '
                    "`resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"
                )
            ],
        ),
        (
            {
                "spec.containers.0.env": [
                    {"name": "A", "valueFrom": {"fileKeyRef": {"volumeName": "config", "path": "a", "key": "K"}}}
                ]
            },
            "1.35",
            [
                (
                    'spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "config": referenced '
                    "volume must be of type emptyDir"
                )
            ],
        ),
        (
            {
                "spec.containers.0.env": [
                    {"name": "A", "valueFrom": {"fileKeyRef": {"volumeName": "none", "path": "/a", "key": "K="}}}
                ]
            },
            "1.35",
            [
                ('spec.containers[0].env[0].valueFrom.fileKeyRef.path: Invalid value: "/a": must be a relative path'),
                (
                    'spec.containers[0].env[0].valueFrom.fileKeyRef.key: Invalid value: "K=": a valid environment '
                    "variable name must consist only of printable ASCII characters other than '='"
                ),
                'spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Not found: "none"',
            ],
        ),
        (
            {
                "spec.containers.0.env": [
                    {"name": "A", "valueFrom": {"fileKeyRef": {"volumeName": "none", "path": "/a", "key": "K="}}}
                ]
            },
            "1.34",
            [
                (
                    'spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, '
                    "`resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"
                )
            ],
        ),
    ],
)
def test_the_volume_is_there_and_empty_at_first(changes, version, told):
    assert pod_errors({**VOLUMES, **changes}, version) == told
