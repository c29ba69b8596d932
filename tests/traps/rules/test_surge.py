"""maxSurge with what keeps two pods of a DaemonSet from one node."""

from __future__ import annotations

import pytest

from tests.traps.workloads import SURGE, of_daemonset

PORTS, REPELS = "DS501", "DS508"
MAX_SURGE = "spec.updateStrategy.rollingUpdate.maxSurge"
PORT = {"container.ports": [{"containerPort": 9100, "hostPort": 9100}]}
NO_HOST_PORT = {"container.ports": [{"containerPort": 9100}]}
TERM = {"labelSelector": {"matchLabels": {"app": "agent"}}, "topologyKey": "kubernetes.io/hostname"}
KEY = "pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution"


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
    assert of_daemonset(PORTS, {**SURGE, **changes}, version) == ([(MAX_SURGE, told)] if ports else [])


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
    assert of_daemonset(PORTS, {**PORT, "spec.updateStrategy": strategy}) == []


def test_a_percentage_is_reported_as_it_is_written():
    surge = {"spec.updateStrategy": {"rollingUpdate": {"maxSurge": "10%", "maxUnavailable": 0}}}
    assert of_daemonset(PORTS, {**surge, **PORT})[0][1].startswith("maxSurge 10% with")


@pytest.mark.parametrize(
    ("term", "version", "stops"),
    [
        (TERM, "1.36", True),
        ({**TERM, "topologyKey": "topology.kubernetes.io/zone"}, "1.36", True),
        ({**TERM, "matchLabelKeys": ["controller-revision-hash"]}, "1.36", False),
        ({**TERM, "matchLabelKeys": ["controller-revision-hash"]}, "1.30", True),
        ({**TERM, "labelSelector": {"matchLabels": {"app": "other"}}}, "1.36", False),
        ({**TERM, "namespaces": ["elsewhere"]}, "1.36", False),
    ],
)
def test_a_surge_stops_at_pods_that_repel_each_other(term, version, stops):
    assert [field for field, _ in of_daemonset(REPELS, {**SURGE, KEY: [term]}, version)] == [MAX_SURGE] * stops
    assert of_daemonset(REPELS, {KEY: [term]}, version) == []
