"""A container's environment in kubectl's words."""

from __future__ import annotations

import pytest

from tests.kubectl.describe.templates import container_lines

RESOURCES = {"limits": {"memory": "1Gi"}, "requests": {"cpu": "150m"}}


@pytest.mark.parametrize(
    ("variable", "line"),
    [
        ({"name": "A", "value": "1"}, "      A:\t1"),
        ({"name": "A"}, "      A:\t"),
        (
            {"name": "A", "valueFrom": {"fieldRef": {"apiVersion": "v1", "fieldPath": "spec.nodeName"}}},
            "      A:\t (v1:spec.nodeName)",
        ),
        (
            {"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
            "      A:\t<set to the key 'k' in secret 's'>\tOptional: false",
        ),
        (
            {"name": "A", "valueFrom": {"configMapKeyRef": {"name": "m", "key": "k", "optional": True}}},
            "      A:\t<set to the key 'k' of config map 'm'>\tOptional: true",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.memory", "divisor": "1Mi"}}},
            "      A:\t1024 (limits.memory)",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "0"}}},
            "      A:\t1 (requests.cpu)",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "1m"}}},
            "      A:\t150 (requests.cpu)",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "0"}}},
            "      A:\tnode allocatable (limits.cpu)",
        ),
        ({"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "gpus"}}}, "      A:\t (gpus)"),
    ],
)
def test_variables(variable, line) -> None:
    assert container_lines(env=[variable], resources=RESOURCES)[-3:-1] == ["    Environment:", line]


def test_a_value_of_two_lines() -> None:
    assert container_lines(env=[{"name": "A", "value": "x\ny"}])[4:6] == ["      A:\tx", "      \ty"]


def test_sources_of_variables() -> None:
    sources = [{"configMapRef": {"name": "m"}}, {"prefix": "P_", "secretRef": {"name": "s", "optional": True}}]
    assert container_lines(envFrom=sources)[3:6] == [
        "    Environment Variables from:",
        "      m\tConfigMap\tOptional: false",
        "      s\tSecret with prefix 'P_'\tOptional: true",
    ]
