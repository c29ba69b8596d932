"""Restart policies of single containers."""

from __future__ import annotations

import pytest

from dslint.validation.container.restart_policy import NEEDS_THE_GATE
from tests.validation.objects import container_errors, pod_errors, problems


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"restartPolicy": "Never"}, "1.36", []),
        ({"restartPolicy": "Never"}, "1.33", ["restartPolicy: Forbidden: may not be set for non-init containers"]),
        (
            {"restartPolicy": "Sometimes"},
            "1.36",
            ['restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"'],
        ),
    ],
)
def test_containers_have_a_policy_of_their_own_since_there_are_rules(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.initContainers": [{"name": "s", "image": "x", "restartPolicy": "Always"}]}, "1.36", []),
        ({"spec.initContainers": [{"name": "s", "image": "x", "restartPolicy": "Always"}]}, "1.33", []),
        ({"spec.initContainers": [{"name": "s", "image": "x", "restartPolicy": "OnFailure"}]}, "1.36", []),
        (
            {"spec.initContainers": [{"name": "s", "image": "x", "restartPolicy": "OnFailure"}]},
            "1.33",
            ['spec.initContainers[0].restartPolicy: Unsupported value: "OnFailure": supported values: "Always"'],
        ),
        (
            {"spec.initContainers": [{"name": "s", "image": "x", "restartPolicy": ""}]},
            "1.36",
            [
                (
                    'spec.initContainers[0].restartPolicy: Unsupported value: "": supported values: "Always", "Never",'
                    ' "OnFailure"'
                )
            ],
        ),
        (
            {"spec.initContainers": [{"name": "s", "image": "x", "restartPolicy": ""}]},
            "1.33",
            ['spec.initContainers[0].restartPolicy: Unsupported value: "": supported values: "Always"'],
        ),
    ],
)
def test_init_containers_were_sidecars_or_nothing(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"restartPolicyRules": [{"action": "Restart", "exitCodes": {"operator": "In", "values": [1]}}]},
            ["restartPolicy: Required value: must specify restartPolicy when restart rules are used"],
        ),
        (
            {
                "restartPolicy": "Never",
                "restartPolicyRules": [{"action": "Restart", "exitCodes": {"operator": "In", "values": [1]}}],
            },
            [],
        ),
        (
            {"restartPolicy": "Never", "restartPolicyRules": [{"action": "Stop"}]},
            [
                (
                    'restartPolicyRules[0].action: Unsupported value: "Stop": supported values: "Restart", '
                    '"RestartAllContainers"'
                ),
                "restartPolicyRules[0].exitCodes: Required value: must be specified",
            ],
        ),
        (
            {
                "restartPolicy": "Never",
                "restartPolicyRules": [{"action": "Restart", "exitCodes": {"operator": "Is", "values": [1]}}],
            },
            [('restartPolicyRules[0].exitCodes.operator: Unsupported value: "Is": supported values: "In", "NotIn"')],
        ),
    ],
)
def test_rules_need_a_policy_an_action_and_exit_codes(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize("count", [20, 21, 22])
def test_there_are_at_most_20_rules(count):
    rule = {"action": "Restart", "exitCodes": {"operator": "In", "values": [1]}}
    assert container_errors({"restartPolicy": "Never", "restartPolicyRules": [rule] * count}) == (
        [f"restartPolicyRules: Too many: {count}: must have at most 20 items"] if count > 20 else []
    )


@pytest.mark.parametrize(("version", "helps"), [("1.35", [NEEDS_THE_GATE]), ("1.36", [])])
def test_to_restart_all_containers_needs_its_gate(version, helps):
    rule = {"action": "RestartAllContainers", "exitCodes": {"operator": "In", "values": [1]}}
    container = {"name": "a", "restartPolicy": "Never", "restartPolicyRules": [rule]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [container]}}
    found = problems(pod, version)
    assert [problem.help for problem in found if problem.field.endswith("action")] == helps
