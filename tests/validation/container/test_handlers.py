"""Probes, lifecycle hooks and the stop signal."""

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


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lifecycle": {"preStop": {}}}, ["lifecycle.preStop: Required value: must specify a handler type"]),
        (
            {"lifecycle": {"postStart": {"exec": {"command": ["a"]}, "httpGet": {"port": 1}}}},
            ["lifecycle.postStart.httpGet: Forbidden: may not specify more than 1 handler type"],
        ),
        (
            {"lifecycle": {"preStop": {"exec": {"command": ["a"]}, "sleep": {"seconds": 99}}}},
            ["lifecycle.preStop.sleep: Forbidden: may not specify more than 1 handler type"],
        ),
    ],
)
def test_a_hook_has_one_handler(changes, told):
    assert container_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"lifecycle": {"preStop": {"sleep": {"seconds": 5}}}}, "1.36", []),
        ({"lifecycle": {"preStop": {"sleep": {"seconds": 0}}}}, "1.36", []),
        (
            {"lifecycle": {"preStop": {"sleep": {"seconds": 0}}}},
            "1.30",
            [
                (
                    "lifecycle.preStop.sleep: Invalid value: 0: must be greater than 0 and less than "
                    "terminationGracePeriodSeconds (30)"
                )
            ],
        ),
        (
            {"lifecycle": {"preStop": {"sleep": {"seconds": 31}}}},
            "1.36",
            [
                (
                    "lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than "
                    "terminationGracePeriodSeconds (30)"
                )
            ],
        ),
        (
            {"lifecycle": {"preStop": {"sleep": {"seconds": 31}}}},
            "1.30",
            [
                (
                    "lifecycle.preStop.sleep: Invalid value: 31: must be greater than 0 and less than "
                    "terminationGracePeriodSeconds (30)"
                )
            ],
        ),
        (
            {"lifecycle": {"preStop": {"sleep": {"seconds": -1}}}},
            "1.36",
            [
                (
                    "lifecycle.preStop.sleep: Invalid value: -1: must be non-negative and less than "
                    "terminationGracePeriodSeconds (30)"
                )
            ],
        ),
    ],
)
def test_a_sleep_fits_into_the_grace_period(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"lifecycle": {"preStop": {"sleep": {"seconds": 5}}}},
            "1.29",
            ["lifecycle.preStop: Required value: must specify a handler type"],
        ),
    ],
)
def test_without_the_feature_a_sleep_is_no_handler(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        ({"spec.containers.0.lifecycle": {"stopSignal": "SIGTERM"}}, "1.36", []),
        (
            {"spec.containers.0.lifecycle": {"stopSignal": "SIGTERM"}},
            "1.36 ContainerStopSignals",
            [
                (
                    "spec.containers[0].lifecycle.stopSignal: Forbidden: may not be set for containers with empty "
                    "`spec.os.name`"
                )
            ],
        ),
        (
            {"spec.os.name": "windows", "spec.containers.0.lifecycle": {"stopSignal": "SIGUSR1"}},
            "1.36 ContainerStopSignals",
            [
                (
                    'spec.containers[0].lifecycle.stopSignal: Unsupported value: "SIGUSR1": supported values: '
                    '"SIGKILL", "SIGTERM"'
                )
            ],
        ),
        (
            {"spec.os.name": "linux", "spec.containers.0.lifecycle": {"stopSignal": "SIGUSR1"}},
            "1.36 ContainerStopSignals",
            [],
        ),
    ],
)
def test_a_stop_signal_belongs_to_an_operating_system(changes, version, told):
    assert pod_errors(changes, version) == told
