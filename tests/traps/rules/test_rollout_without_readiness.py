"""A rolling update of pods without a readiness probe."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset, of_pod

CODE = "DS521"
NO_PROBE = {"container.readinessProbe": None}


def _side(**more):
    return {
        "pod.initContainers": [{"name": "side", "image": "x", "startupProbe": {"exec": {"command": ["x"]}}, **more}]
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (NO_PROBE, "spec.template.spec.containers"),
        ({**NO_PROBE, "spec.minReadySeconds": 0}, "spec.minReadySeconds"),
        ({**NO_PROBE, "spec.minReadySeconds": 10}, None),
        ({**NO_PROBE, "container.startupProbe": {"exec": {"command": ["x"]}}}, None),
        ({**NO_PROBE, "container.livenessProbe": {"exec": {"command": ["x"]}}}, "spec.template.spec.containers"),
        ({**NO_PROBE, "pod.readinessGates": [{"conditionType": "example.com/x"}]}, None),
        ({**NO_PROBE, **_side(restartPolicy="Always")}, None),
        ({**NO_PROBE, **_side()}, "spec.template.spec.containers"),
        ({**NO_PROBE, "spec.updateStrategy": {"type": "OnDelete"}}, None),
        ({}, None),
    ],
)
def test_a_rolling_update_needs_to_know_when_a_pod_is_good(changes, field):
    assert [told for told, _ in of_daemonset(CODE, changes)] == ([field] if field else [])
    assert of_pod(CODE, NO_PROBE) == []
