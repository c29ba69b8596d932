"""maxSurge with ports of the host, which only one pod can have."""

from __future__ import annotations

import pytest

from tests.traps.workloads import SURGE, of_daemonset

CODE = "DS501"
MAX_SURGE = "spec.updateStrategy.rollingUpdate.maxSurge"
PORT = {"container.ports": [{"containerPort": 9100, "hostPort": 9100}]}
NO_HOST_PORT = {"container.ports": [{"containerPort": 9100}]}


def _init(**more):
    return {
        "pod.initContainers": [{"name": "side", "image": "x", "ports": [{"containerPort": 1, "hostPort": 1}], **more}]
    }


@pytest.mark.parametrize(
    ("changes", "version", "ports"),
    [
        (PORT, "1.36", "9100/TCP"),
        (PORT, "1.22", "9100/TCP"),
        (PORT, "1.21", None),
        ({**NO_HOST_PORT, "pod.hostNetwork": True}, "1.36", "9100/TCP"),
        ({**NO_HOST_PORT, "pod.hostNetwork": True}, "1.27", "9100/TCP"),
        (NO_HOST_PORT, "1.36", None),
        ({"pod.hostNetwork": True}, "1.36", None),
        (_init(restartPolicy="Always"), "1.36", "1/TCP"),
        (_init(restartPolicy="Always"), "1.33", None),
        (_init(), "1.36", None),
        ({"container.ports": [{"containerPort": 53, "hostPort": 53, "protocol": "UDP"}]}, "1.36", "53/UDP"),
    ],
)
def test_a_surge_stops_at_host_ports(changes, version, ports):
    told = f"maxSurge 1 with host port {ports}: the new pod cannot run beside the old one"
    assert of_daemonset(CODE, {**SURGE, **changes}, version) == ([(MAX_SURGE, told)] if ports else [])


@pytest.mark.parametrize(
    "strategy",
    [
        {"rollingUpdate": {"maxUnavailable": 1}},
        {"rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}},
        {"rollingUpdate": {"maxSurge": "0%", "maxUnavailable": 1}},
        {"type": "OnDelete"},
    ],
)
def test_an_update_without_surge_may_hold_ports(strategy):
    assert of_daemonset(CODE, {**PORT, "spec.updateStrategy": strategy}) == []


def test_a_percentage_is_reported_as_it_is_written():
    surge = {"spec.updateStrategy": {"rollingUpdate": {"maxSurge": "10%", "maxUnavailable": 0}}}
    assert of_daemonset(CODE, {**surge, **PORT})[0][1].startswith("maxSurge 10% with")
