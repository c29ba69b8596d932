"""How a DaemonSet is updated, and what of that is not as it looks."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, of_daemonset, of_pod, problems

BLIND, AT_ONCE, BY_DEFAULT, ON_DELETE, UNUSED = "DS521", "DS522", "DS523", "DS524", "DS525"
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
    assert [told for told, _ in of_daemonset(BLIND, changes)] == ([field] if field else [])
    assert of_pod(BLIND, NO_PROBE) == []


@pytest.mark.parametrize(("value", "told"), [("100%", True), ("99%", False), (100, False), ("10%", False)])
def test_an_update_of_all_at_once_is_reported(value, told):
    changes = {"spec.updateStrategy": {"rollingUpdate": {"maxUnavailable": value}}}
    assert bool(of_daemonset(AT_ONCE, changes)) is told


@pytest.mark.parametrize(
    ("api_version", "strategy", "version", "codes"),
    [
        ("extensions/v1beta1", None, "1.15", {BY_DEFAULT}),
        ("extensions/v1beta1", {"type": "RollingUpdate"}, "1.15", set()),
        ("extensions/v1beta1", {"type": "OnDelete"}, "1.15", {ON_DELETE}),
        ("extensions/v1beta1", None, "1.5", set()),
        ("apps/v1", None, "1.15", set()),
        ("apps/v1", {"type": "OnDelete"}, "1.36", {ON_DELETE}),
        ("apps/v1", {"type": "OnDelete", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", {ON_DELETE, UNUSED}),
        ("apps/v1", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", set()),
    ],
)
def test_an_update_on_delete_is_reported_whether_chosen_or_not(api_version, strategy, version, codes):
    value = changed(DAEMONSET, {"apiVersion": api_version, **({"spec.updateStrategy": strategy} if strategy else {})})
    assert {problem.code for problem in problems(value, version)} & {BY_DEFAULT, ON_DELETE, UNUSED} == codes
