"""Probes: one handler, and what only some of them may have."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors, pod_errors


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"livenessProbe": {}}, "1.36", ["livenessProbe: Required value: must specify a handler type"]),
        (
            {"livenessProbe": {"exec": {"command": ["a"]}, "tcpSocket": {"port": 1}}},
            "1.36",
            ["livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type"],
        ),
        ({"readinessProbe": {"grpc": {"port": 1}}}, "1.24", []),
        (
            {"readinessProbe": {"grpc": {"port": 1}}},
            "1.22",
            ["readinessProbe: Required value: must specify a handler type"],
        ),
    ],
)
def test_a_probe_has_one_handler(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"livenessProbe": {"exec": {"command": ["a"]}, "successThreshold": 2}},
            ["livenessProbe.successThreshold: Invalid value: 2: must be 1"],
        ),
        (
            {"startupProbe": {"exec": {"command": ["a"]}, "successThreshold": 2}},
            ["startupProbe.successThreshold: Invalid value: 2: must be 1"],
        ),
        ({"readinessProbe": {"exec": {"command": ["a"]}, "successThreshold": 2}}, []),
        (
            {"readinessProbe": {"exec": {"command": ["a"]}, "terminationGracePeriodSeconds": 5}},
            [("readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes")],
        ),
        ({"livenessProbe": {"exec": {"command": ["a"]}, "terminationGracePeriodSeconds": 5}}, []),
    ],
)
def test_only_readiness_counts_successes_and_only_the_others_have_a_grace_period(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.initContainers": [{"name": "s", "image": "x", "livenessProbe": {"exec": {"command": ["a"]}}}]},
            "1.36",
            [
                (
                    "spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without "
                    "restartPolicy=Always"
                )
            ],
        ),
        (
            {"spec.initContainers": [{"name": "s", "image": "x", "livenessProbe": {"exec": {"command": ["a"]}}}]},
            "1.27",
            ["spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers"],
        ),
        (
            {
                "spec.initContainers": [
                    {
                        "name": "s",
                        "image": "x",
                        "restartPolicy": "Always",
                        "livenessProbe": {"exec": {"command": ["a"]}, "successThreshold": 3},
                    }
                ]
            },
            "1.36",
            ["spec.initContainers[0].livenessProbe.successThreshold: Invalid value: 3: must be 1"],
        ),
        (
            {
                "spec.initContainers": [
                    {
                        "name": "s",
                        "image": "x",
                        "restartPolicy": "Always",
                        "livenessProbe": {"exec": {"command": ["a"]}, "successThreshold": 3},
                    }
                ]
            },
            "1.29",
            ["spec.initContainers[0].livenessProbe.successThreshold: Invalid value: 3: must be 1"],
        ),
        (
            {
                "spec.initContainers": [
                    {"name": "s", "image": "x", "lifecycle": {"preStop": {"exec": {"command": ["a"]}}}}
                ]
            },
            "1.36",
            [
                (
                    "spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without "
                    "restartPolicy=Always"
                )
            ],
        ),
        (
            {
                "spec.initContainers": [
                    {"name": "s", "image": "x", "lifecycle": {"preStop": {"exec": {"command": ["a"]}}}}
                ]
            },
            "1.24",
            ["spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers"],
        ),
    ],
)
def test_init_containers_that_end_are_not_watched(changes, version, told):
    assert pod_errors(changes, version) == told
