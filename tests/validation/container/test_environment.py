"""Environment variables and their sources."""

from __future__ import annotations

import pytest

from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.validation.container.environment import environment_errors
from tests.validation.objects import container_errors, pod_errors


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"env": [{"name": "A", "valueFrom": {}}]},
            "1.36",
            [
                (
                    'env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, '
                    "`configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"
                )
            ],
        ),
        (
            {"env": [{"name": "A", "valueFrom": {}}]},
            "1.33",
            [
                (
                    'env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, '
                    "`configMapKeyRef` or `secretKeyRef`"
                )
            ],
        ),
        (
            {"env": [{"name": "A", "value": "x", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}]},
            "1.36",
            ['env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty'],
        ),
        (
            {
                "env": [
                    {
                        "name": "A",
                        "valueFrom": {
                            "fieldRef": {"fieldPath": "metadata.name"},
                            "secretKeyRef": {"name": "a", "key": "b"},
                        },
                    }
                ]
            },
            "1.36",
            ['env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time'],
        ),
        ({"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "a", "key": "b"}}}]}, "1.36", []),
        ({"env": [{"name": "A", "value": ""}]}, "1.36", []),
    ],
)
def test_a_variable_has_one_source(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"envFrom": [{}]}, ['envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`']),
        (
            {"envFrom": [{"configMapRef": {"name": "a"}, "secretRef": {"name": "b"}}]},
            ['envFrom: Invalid value: "": may not have more than one field specified at a time'],
        ),
        ({"envFrom": [{"prefix": "X_", "secretRef": {"name": "b"}}]}, []),
    ],
)
def test_env_from_has_one_source(changes, told):
    assert container_errors(changes) == told


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


def test_names_are_strict_where_relaxed_ones_are_turned_off():
    release = Release.of("1.33", {"RelaxedEnvironmentVariableValidation": False})
    container = {"env": [{"name": "A b"}, {"name": "A"}], "envFrom": [{"prefix": "1", "secretRef": {"name": "s"}}]}
    found = environment_errors(container, Field.top(release))
    assert [problem.field for problem in found] == ["env[0].name", "envFrom[0].prefix"]
    assert list(environment_errors(container, Field.top(Release.of("1.36")))) == []
