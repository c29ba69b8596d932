"""Environment variables and where they come from."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors


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
