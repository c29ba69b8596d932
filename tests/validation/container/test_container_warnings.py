"""Warnings about variables and resources of containers."""

from __future__ import annotations

import pytest

from dslint.kubernetes.field_path import Field
from dslint.kubernetes.release import Release
from dslint.validation.container.container_warnings import fraction_warnings
from tests.validation.objects import pod_warnings


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.containers.0.env": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]},
            "1.36",
            [('spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply')],
        ),
        ({"spec.containers.0.env": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]}, "1.21", []),
        ({"spec.containers.0.env": [{"name": "A", "value": "1"}, {"name": "A", "value": "$(A):2"}]}, "1.36", []),
        (
            {"spec.containers.0.env": [{"name": "A", "value": "1"}, {"name": "A", "value": "$(A)"}]},
            "1.36",
            [('spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply')],
        ),
        (
            {
                "spec.containers.0.env": [
                    {"name": "A", "value": "1"},
                    {"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
                ]
            },
            "1.36",
            [('spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply')],
        ),
    ],
)
def test_a_variable_hides_another_unless_it_goes_on_from_it(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.containers.0.resources": {"limits": {"memory": "128Mi"}}}, "1.36", []),
        (
            {"spec.containers.0.resources": {"limits": {"memory": "100m"}}},
            "1.36",
            [
                (
                    'spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an '
                    "integer"
                ),
                (
                    'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be '
                    "an integer"
                ),
            ],
        ),
        (
            {"spec.containers.0.resources": {"limits": {"memory": "1.5"}}},
            "1.36",
            [
                (
                    'spec.containers[0].resources.limits[memory]: fractional byte value "1500m" is invalid, must be '
                    "an integer"
                ),
                (
                    'spec.containers[0].resources.requests[memory]: fractional byte value "1500m" is invalid, must be '
                    "an integer"
                ),
            ],
        ),
        ({"spec.containers.0.resources": {"limits": {"memory": "0.5Ki"}}}, "1.36", []),
        ({"spec.containers.0.resources": {"limits": {"memory": "1234567"}}}, "1.36", []),
        (
            {"spec.containers.0.resources": {"limits": {"memory": "1Ei"}}},
            "1.36",
            [
                (
                    'spec.containers[0].resources.limits[memory]: fractional byte value "1Ei" is invalid, must be an '
                    "integer"
                ),
                (
                    'spec.containers[0].resources.requests[memory]: fractional byte value "1Ei" is invalid, must be '
                    "an integer"
                ),
            ],
        ),
        ({"spec.containers.0.resources": {"limits": {"memory": "1E"}}}, "1.36", []),
        (
            {"spec.containers.0.resources": {"limits": {"memory": "100u"}}},
            "1.36",
            [
                (
                    'spec.containers[0].resources.limits[memory]: fractional byte value "1m" is invalid, must be an '
                    "integer"
                ),
                (
                    'spec.containers[0].resources.requests[memory]: fractional byte value "1m" is invalid, must be an '
                    "integer"
                ),
            ],
        ),
        (
            {"spec.containers.0.resources": {"requests": {"ephemeral-storage": "1m", "cpu": "1m"}}},
            "1.36",
            [
                (
                    'spec.containers[0].resources.requests[ephemeral-storage]: fractional byte value "1m" is invalid, '
                    "must be an integer"
                )
            ],
        ),
        (
            {"spec.overhead": {"memory": "1m"}},
            "1.36",
            ['spec.overhead[memory]: fractional byte value "1m" is invalid, must be an integer'],
        ),
        ({"spec.containers.0.resources": {"limits": {"memory": "100m"}}}, "1.21", []),
    ],
)
def test_bytes_are_whole(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("1.2Gi", "write a whole number, such as 1229Mi"),
        ("100.3Mi", "write a whole number, such as 101Mi"),
        ("100m", None),
        ("1.5", None),
        ("1Ei", "write less than 8Pi: the API server cannot count the thousandths of more"),
    ],
)
def test_the_help_names_an_amount_without_a_fraction(text, help_):
    (found,) = fraction_warnings({"memory": text}, Field(("limits",), "limits", Release.of("1.36")))
    assert found.help == help_
