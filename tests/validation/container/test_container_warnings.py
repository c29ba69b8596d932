"""Warnings of variables."""

from __future__ import annotations

import pytest

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
