"""Scheduling gates."""

from __future__ import annotations

import pytest

from tests.validation.objects import daemonset_errors, pod_errors


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spec.schedulingGates": [{"name": "a"}, {"name": "a"}]}, ['spec.schedulingGates[1]: Duplicate value: "a"']),
        ({"spec.schedulingGates": [{"name": "a"}, {"name": "b"}]}, []),
        (
            {"spec.schedulingGates": [{"name": "a"}], "spec.nodeName": "n"},
            ["spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared"],
        ),
    ],
)
def test_gates_come_once_and_before_a_node(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spec.template.spec.schedulingGates": [{"name": "a"}], "spec.template.spec.nodeName": "n"}, []),
    ],
)
def test_templates_may_name_a_node_beside(changes, told):
    assert daemonset_errors(changes) == told
